//! Every action of a site with its days worked out: what months and charts count.
use jiff::ToSpan;
use jiff::civil::Date;

use super::actions::ActionAt;
use super::scope::Scope;
use crate::config::Config;
use crate::postmortem::{Action, ActionKind, ActionState, Postmortem};

/// One action, as seen on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// Where it is.
    pub at: ActionAt,
    /// The day it was promised.
    pub opened: Date,
    /// The day it is due: as written, else as the policy of its case's severity says.
    pub due: Option<Date>,
    /// The day it was done or given up; `None` while it is open.
    pub ended: Option<Date>,
    /// Whether it was done.
    pub done: bool,
    /// What it is for.
    pub kind: Option<ActionKind>,
    /// The rank of the squad that owns it: its own, else that of its case.
    pub squad: usize,
}

/// All actions of a scope, in the order of their cases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Promises {
    /// Those that count.
    pub all: Vec<Promise>,
    /// Those that are done or given up without saying when: they count nowhere.
    pub without_date: Vec<ActionAt>,
    /// Those that say they ended before they began: they count nowhere.
    pub impossible: Vec<ActionAt>,
}

impl Promises {
    /// Gathers the actions of the cases of a scope that were promised by the day it is.
    #[must_use]
    pub fn of(scope: &Scope<'_>) -> Self {
        let mut promises = Self::default();
        for case in scope.cases() {
            for (nth, action) in case.postmortem.actions.iter().enumerate() {
                promises.add(scope, ActionAt { case: case.nth, action: nth }, case.postmortem, action);
            }
        }
        promises
    }

    /// Those of the cases of a scope.
    #[must_use]
    pub fn of_cases(&self, scope: &Scope<'_>) -> Self {
        self.only(|at, _| scope.case(at.case).is_some())
    }

    /// Those that a squad owns, by its rank. Those that count nowhere have no owner here.
    #[must_use]
    pub fn of_squad(&self, squad: usize) -> Self {
        self.only(|_, promise| promise.is_some_and(|promise| promise.squad == squad))
    }

    fn only(&self, keep: impl Fn(ActionAt, Option<&Promise>) -> bool) -> Self {
        let lost = |all: &[ActionAt]| all.iter().filter(|at| keep(**at, None)).copied().collect();
        Self {
            all: self.all.iter().filter(|promise| keep(promise.at, Some(promise))).copied().collect(),
            without_date: lost(&self.without_date),
            impossible: lost(&self.impossible),
        }
    }

    fn add(&mut self, scope: &Scope<'_>, at: ActionAt, case: &Postmortem, action: &Action) {
        let closed = action.closed.as_ref().map(|closed| closed.value);
        let over = action.state != ActionState::Open;
        match closed {
            _ if action.opened > scope.as_of => {}
            None if over => self.without_date.push(at),
            Some(closed) if over && closed < action.opened => self.impossible.push(at),
            _ => {
                // What will be closed is not closed yet.
                let ended = closed.filter(|closed| over && *closed <= scope.as_of);
                self.all.push(Promise {
                    at,
                    opened: action.opened,
                    due: due(case, action, scope.config),
                    ended,
                    done: ended.is_some() && action.state == ActionState::Done,
                    kind: action.kind,
                    squad: action.squad.as_ref().unwrap_or(&case.squad.value).rank,
                });
            }
        }
    }
}

impl Promise {
    /// Whether it was promised and neither done nor given up by the end of a day.
    #[must_use]
    pub fn open_on(&self, day: Date) -> bool {
        self.opened <= day && self.ended.is_none_or(|ended| ended > day)
    }

    /// The first day at whose end it is open past its own; `None` where it never is.
    #[must_use]
    pub fn late_on(&self) -> Option<Date> {
        let late = self.due?.max(self.opened);
        self.ended.is_none_or(|ended| ended > late).then_some(late)
    }
}

fn due(case: &Postmortem, action: &Action, config: &Config) -> Option<Date> {
    let by_policy = || config.policy.get(&case.severity.value.id)?.action_days;
    let written = action.due.as_ref().map(|due| due.value);
    written.or_else(|| Some(action.opened.saturating_add(i64::from(by_policy()?).days())))
}
