"""How the cells of workbooks and CSV become a text that reads well and leads back to each cell."""
