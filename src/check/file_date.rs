//! See `file_date.md`.
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::postmortem::{Kind, Postmortem};

pub(super) const CHECK: Check =
    Check { name: "file-date", level: Level::Warn, docs: include_str!("file_date.md"), scope: Scope::Each(find) };

fn find(postmortem: &Postmortem, rules: &Rules<'_>, report: &mut Report<'_>) {
    let zone = &rules.config.timezone;
    let day = |at: Timestamp| at.to_zoned(zone.clone()).date();
    let started = day(postmortem.started());
    let first = started.yesterday().unwrap_or(started);
    let later = postmortem.times.named().map(|(_, time)| day(time.value.at));
    let last = later.chain(postmortem.published.as_ref().map(|date| date.value)).max().unwrap_or(started);
    let last = last.tomorrow().unwrap_or(last);
    let place = postmortem.place(postmortem.times.started.span);
    if let Some(named) = postmortem.id.get(..10).and_then(|text| text.parse::<Date>().ok()) {
        let announced = postmortem.kind == Kind::Planned && named < first;
        if !announced && (named < first || named > last) {
            report.push(
                place,
                format!("the file is named {named}, and the incident started on {started}"),
                |finding| finding.help("correct the one that is wrong; links to the old name go on with `aliases`"),
            );
        }
        return;
    }
    let folder = postmortem.source.path.rsplit('/').nth(1).filter(|name| name.len() == 4);
    if let Some(year) = folder.and_then(|name| name.parse::<i16>().ok())
        && !(first.year()..=last.year()).contains(&year)
    {
        report.push(place, format!("the file lies in {year}/, and the incident started on {started}"), |finding| {
            finding.help("correct the year that is wrong; a file in another folder keeps its address")
        });
    }
}
