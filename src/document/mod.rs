//! Documents: text with an id and, where known, a date and a title.
