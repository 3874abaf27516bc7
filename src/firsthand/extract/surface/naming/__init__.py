"""Who is named in German, French, Spanish and Italian: proper names, descriptions, pronouns."""
