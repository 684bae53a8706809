//! Reading a table field by field.
