//! Which incidents have the same cause: the same root cause in a service of both, or in the same squad where one of the
//! two names no service. What nobody has classified has nothing in common.
use std::collections::BTreeMap;

use crate::postmortem::Postmortem;

/// By what two incidents belong together: the rank of the root cause, and that of the service or the squad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A service of both.
    Service(usize, usize),
    /// The squad of an incident without services.
    Alone(usize, usize),
    /// The squad of any incident.
    Squad(usize, usize),
}

impl Key {
    /// The root cause and the squad of an incident without services.
    pub(super) const fn alone(self) -> Option<(usize, usize)> {
        if let Self::Alone(cause, squad) = self { Some((cause, squad)) } else { None }
    }

    /// The root cause and the squad of any incident.
    pub(super) const fn squad(self) -> Option<(usize, usize)> {
        if let Self::Squad(cause, squad) = self { Some((cause, squad)) } else { None }
    }

    /// Under which an incident is to be found.
    pub(super) fn own(postmortem: &Postmortem) -> impl Iterator<Item = Self> {
        let alone = postmortem.services.is_empty();
        let squad = |(cause, squad)| [alone.then_some(Self::Alone(cause, squad)), Some(Self::Squad(cause, squad))];
        Self::services(postmortem).chain(team(postmortem).map(squad).into_iter().flatten().flatten())
    }

    /// Under which its kin are to be found.
    pub(super) fn of_kin(postmortem: &Postmortem) -> impl Iterator<Item = Self> {
        let alone = postmortem.services.is_empty();
        let rest = |(cause, squad)| if alone { Self::Squad(cause, squad) } else { Self::Alone(cause, squad) };
        Self::services(postmortem).chain(team(postmortem).map(rest))
    }

    fn services(postmortem: &Postmortem) -> impl Iterator<Item = Self> {
        let cause = cause(postmortem).into_iter();
        cause.flat_map(|cause| postmortem.services.iter().map(move |service| Self::Service(cause, service.value.rank)))
    }
}

/// The root cause, where somebody has said it.
fn cause(postmortem: &Postmortem) -> Option<usize> {
    let cause = &postmortem.root_cause.value;
    (!cause.is_unclassified()).then_some(cause.rank)
}

/// The root cause and the squad, where somebody has said both.
fn team(postmortem: &Postmortem) -> Option<(usize, usize)> {
    let squad = &postmortem.squad.value;
    cause(postmortem).filter(|_| !squad.is_unclassified()).map(|cause| (cause, squad.rank))
}

/// Incidents by key, in the order in which they were put in.
#[derive(Debug, Default)]
pub(super) struct Kin<T> {
    by_key: BTreeMap<Key, Vec<T>>,
}

impl<T: Copy> Kin<T> {
    pub(super) fn put(&mut self, postmortem: &Postmortem, value: T) {
        for key in Key::own(postmortem) {
            self.by_key.entry(key).or_default().push(value);
        }
    }

    /// The kin of an incident, one list for each key; the lists may share some.
    pub(super) fn of(&self, postmortem: &Postmortem) -> impl Iterator<Item = &[T]> {
        Key::of_kin(postmortem).filter_map(|key| self.by_key.get(&key)).map(Vec::as_slice)
    }
}
