//! What was promised.
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::Term;
use crate::source::{Span, Spanned};

/// One promise.
#[derive(Debug, Clone)]
pub struct Action {
    /// What is promised.
    pub title: Spanned<String>,
    /// The squad that owns it.
    pub squad: Option<Arc<Term>>,
    /// The owner as written: a squad's id or alias, or a role as free text.
    pub owner: Option<Spanned<String>>,
    /// The day it was promised: as written, else published, else resolved, else started.
    pub opened: Date,
    /// The day it is due.
    pub due: Option<Spanned<Date>>,
    /// The day it was closed.
    pub closed: Option<Spanned<Date>>,
    /// How it stands.
    pub state: ActionState,
    /// What it is for.
    pub kind: Option<ActionKind>,
    /// Its ticket's id or address.
    pub ticket: Option<Spanned<String>>,
    /// Where it stands.
    pub span: Span,
}

impl Action {
    /// Whether it is open past its due day.
    #[must_use]
    pub fn overdue(&self, as_of: Date) -> bool {
        self.state == ActionState::Open && self.due.as_ref().is_some_and(|due| due.value < as_of)
    }
}

/// How an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ActionState {
    /// Not yet done.
    #[default]
    Open,
    /// Done.
    Done,
    /// Decided against.
    WontDo,
    /// Replaced by another.
    Superseded,
}

/// What an action is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActionKind {
    /// That it does not happen again.
    Prevent,
    /// That it is noticed sooner.
    Detect,
    /// That it hurts less.
    Mitigate,
    /// That people work differently.
    Process,
}
