"""firsthand: who said it first, and where is the sentence that proves it."""
