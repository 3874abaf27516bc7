"""How the paragraphs of office texts become one text: what their styles, lists and code pages say."""
