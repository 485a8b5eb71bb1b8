// Rows that are numbers or lists, which the table shows.
null
