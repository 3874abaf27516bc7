"""What is sent: the instructions, and a document in pieces."""

from firsthand.ask.question.pieces import Piece, pieces_of
from firsthand.ask.question.wording import Shape, question, version

__all__ = ["Piece", "Shape", "pieces_of", "question", "version"]
