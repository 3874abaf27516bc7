"""The fields of a record, filled from one statement: where, when, how many, who, in what state."""
