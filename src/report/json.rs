//! The board as JSON: the public `callover.board/1`, and its schema.

use crate::assess::board::Board;

/// The board, indented, with a line end.
///
/// # Errors
/// Only what serialising can fail with: nothing a board holds does.
pub fn write(board: &Board) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(board)?;
    text.push('\n');
    Ok(text)
}

/// The JSON Schema of the board, indented, with a line end.
///
/// # Errors
/// As [`write()`].
pub fn schema() -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&schemars::schema_for!(Board))?;
    text.push('\n');
    Ok(text)
}
