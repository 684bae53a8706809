//! What was promised.
use std::sync::Arc;

use jiff::civil::Date;

use super::fields;
use crate::config::{Config, FRONT_MATTER_KEYS, FacetKind, Term};
use crate::diagnostic::Diagnostics;
use crate::document::ActionItem;
use crate::source::{Source, Span, Spanned};
use crate::table::{Context, Fields, Syntax, Table, Value};

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
    /// Whether such a day is written that could not be read, which a finding of its own says.
    pub due_unread: bool,
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

/// A promise whose day of opening is not decided yet.
pub(super) struct Draft {
    action: Action,
    opened: Option<Date>,
}

impl Draft {
    /// Decides the day of opening: as written, else the default.
    pub(super) fn opened_by(mut self, default: Date) -> Action {
        self.action.opened = self.opened.unwrap_or(default);
        self.action
    }
}

/// Reads one `[[action]]`.
pub(super) fn from_table(
    source: &Arc<Source>,
    table: &Table,
    config: &Config,
    sink: &mut Diagnostics,
) -> Option<Draft> {
    let mut fields = Fields::new(source, table, "`[[action]]`", sink).inside(FRONT_MATTER_KEYS);
    let title = fields.required("title", "\"…\"", |context, value| context.text("title", value));
    let owner = fields.text("owner");
    let mut date = |key| fields.optional(key, |context, value| fields::date(context, key, value));
    let (opened, due, closed) = (date("opened"), date("due"), date("closed"));
    let state = fields.optional("state", |context, value| fields::word(context, "state", value, fields::STATES));
    let kind = fields.optional("kind", |context, value| fields::word(context, "kind", value, fields::ACTION_KINDS));
    let ticket = fields.text("ticket");
    fields.finish();
    let state = state.map_or_else(|| implied_state(None, closed.is_some()), |state| state.value);
    let action = Action {
        title: title?,
        squad: squad_of(owner.as_ref(), config),
        owner,
        opened: Date::ZERO,
        due_unread: due.is_none() && table.get("due").is_some(),
        due,
        closed,
        state,
        kind: kind.map(|kind| kind.value),
        ticket,
        span: table.span,
    };
    Some(Draft { action, opened: opened.map(|date| date.value) })
}

/// Types the action items of a body.
pub(super) fn from_body(
    source: &Arc<Source>,
    items: &[ActionItem],
    config: &Config,
    sink: &mut Diagnostics,
) -> Vec<Draft> {
    items.iter().map(|item| from_item(source, item, config, sink)).collect()
}

fn from_item(source: &Arc<Source>, item: &ActionItem, config: &Config, sink: &mut Diagnostics) -> Draft {
    let mut context = Context::new(source, sink, Syntax::Toml);
    let mark = |key: &str| item.marks.iter().find(|(name, _)| name == key).map(|(_, value)| value);
    let value = |text: &Spanned<String>| text.clone().map(Value::Text);
    let mut date = |key: &str| {
        let text = mark(key)?;
        fields::date(&mut context, key, &value(text)).map(|date| Spanned::new(date, text.span))
    };
    let (opened, due, closed) = (date("opened"), date("due"), date("closed"));
    let state = mark("state").and_then(|text| fields::word(&mut context, "state", &value(text), fields::STATES));
    let kind = mark("kind").and_then(|text| fields::word(&mut context, "kind", &value(text), fields::ACTION_KINDS));
    let action = Action {
        title: item.title.clone(),
        squad: squad_of(item.owner.as_ref(), config),
        owner: item.owner.clone(),
        opened: Date::ZERO,
        due_unread: due.is_none() && mark("due").is_some(),
        due,
        state: state.unwrap_or_else(|| implied_state(item.ticked, closed.is_some())),
        closed,
        kind,
        ticket: mark("ticket").or(item.ticket.as_ref()).cloned(),
        span: item.title.span,
    };
    Draft { action, opened: opened.map(|date| date.value) }
}

/// A ticked box or a day of closing says done.
fn implied_state(ticked: Option<bool>, closed: bool) -> ActionState {
    if closed || ticked == Some(true) { ActionState::Done } else { ActionState::Open }
}

fn squad_of(owner: Option<&Spanned<String>>, config: &Config) -> Option<Arc<Term>> {
    let squads = config.taxonomy.facet(FacetKind::Squad);
    squads.find(owner?.value.trim_start_matches('@')).cloned()
}
