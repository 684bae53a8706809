//! The whole build: a function from snapshot to output.
use std::sync::Arc;

use jiff::civil::Date;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::check::{self, Ground, Judgement, Rules};
use crate::config::Config;
use crate::corpus::{Absent, Corpus};
use crate::diagnostic::{Diagnostic, Diagnostics, Level};
use crate::document;
use crate::emit;
use crate::memo::Memo;
use crate::output::Output;
use crate::postmortem::{self, Postmortem};
use crate::site::Site;
use crate::snapshot::Snapshot;
use crate::source::{Digest, Place, Source, Span};

/// What a build gives.
#[derive(Debug, Default)]
pub struct Build {
    /// The files, as bytes or recipes.
    pub output: Output,
    /// The findings, sorted by place.
    pub findings: Vec<Diagnostic>,
    /// The site that the output shows; none where `site.toml` could not be read.
    pub site: Option<Arc<Site>>,
    /// How many files had to be read anew.
    pub read: usize,
}

/// What is kept between builds: each file's reading, by all that it follows from.
pub type Readings = Memo<(Digest, Setting), Reading>;

/// What a reading follows from, beside its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Setting {
    config: Digest,
    as_of: Date,
    drafts: bool,
}

/// One file, read and judged.
#[derive(Debug)]
pub struct Reading {
    postmortem: Option<Arc<Postmortem>>,
    /// Whether it is a draft that the site does not show; its faults may wait.
    hidden: bool,
    /// Why it is no postmortem, or not a faultless one.
    findings: Vec<Diagnostic>,
    judgement: Judgement,
}

/// Builds the site. The result depends on the snapshot alone: `readings` only saves work.
#[must_use]
pub fn build(snapshot: Snapshot, readings: &mut Readings) -> Build {
    let mut sink = Diagnostics::default();
    sink.extend(snapshot.refused.iter().map(|refusal| {
        let nowhere = Place::new(&Arc::new(Source::new(refusal.path.clone(), "")), Span::default());
        Diagnostic::deny("unreadable-file", nowhere, format!("`{}` {}", refusal.path, refusal.reason))
    }));
    let Some(config) = Config::read(&snapshot.config, &mut sink) else {
        return Build { findings: sink.into_sorted(), ..Build::default() };
    };
    let config = Arc::new(config);
    let rules = Rules::new(&config, snapshot.as_of.date(&config.timezone));
    let (corpus, left_out) = gather(&snapshot, &config, &rules, readings, &mut sink);
    let read = readings.sweep();
    // A page quotes why a file is left out.
    let mut left_out = sink.concealed(left_out);
    let corpus = Arc::new(corpus);
    let (all, settings) = (corpus.clone(), config.clone());
    let (sources, attachments) = (snapshot.postmortems.clone(), snapshot.attachments.clone());
    let judge = || {
        let mut sink = Diagnostics::default();
        let ground = Ground { rules: &rules, sources: &sources, corpus: &all, attachments: &attachments };
        check::run(&ground, &mut sink);
        sink
    };
    let show = move || {
        let (corpus, others) = Corpus::unique(corpus);
        left_out.extend(others.iter().map(|other| nameless(other)));
        let site = Arc::new(Site::new(snapshot, settings, corpus, left_out));
        let mut sink = Diagnostics::default();
        let output = emit::emit(&site, &mut sink);
        (site, output, sink)
    };
    let (judged, (site, output, found)) = rayon::join(judge, show);
    sink.merge(judged);
    sink.merge(found);
    Build { output, findings: sink.into_sorted(), site: Some(site), read }
}

/// Why a postmortem has no page: another one has its address.
fn nameless(other: &Postmortem) -> Diagnostic {
    let message = format!("another postmortem is called `{}` already", other.id);
    Diagnostic::deny("duplicate-id", other.place(Span::at(other.front_span.start)), message)
}

/// Reads and judges every file, in parallel, and gathers what could be read; what could not, with its first fault.
fn gather(
    snapshot: &Snapshot,
    config: &Config,
    rules: &Rules<'_>,
    readings: &Readings,
    sink: &mut Diagnostics,
) -> (Corpus, Vec<Diagnostic>) {
    let as_of = snapshot.as_of.date(&config.timezone);
    let setting = Setting { config: config.digest(), as_of, drafts: snapshot.drafts };
    let one = |source: &Arc<Source>| readings.get((source.digest, setting), || read(source, config, rules, setting));
    let all: Vec<Arc<Reading>> = snapshot.postmortems.par_iter().map(one).collect();
    let mut left_out = Vec::new();
    let (mut postmortems, mut absent) = (Vec::with_capacity(all.len()), Vec::new());
    for (source, reading) in snapshot.postmortems.iter().zip(&all) {
        sink.extend(reading.findings.iter().chain(&reading.judgement.findings).cloned());
        sink.conceal(reading.judgement.secrets.iter().cloned());
        if let Some(postmortem) = &reading.postmortem {
            postmortems.push(postmortem.clone());
        } else {
            absent.push((source.path.clone(), if reading.hidden { Absent::Draft } else { Absent::Unreadable }));
            left_out.extend(reading.findings.iter().find(|finding| finding.level == Level::Deny).cloned());
        }
    }
    (Corpus::new(postmortems, snapshot.drafts).without(absent), left_out)
}

fn read(source: &Arc<Source>, config: &Config, rules: &Rules<'_>, setting: Setting) -> Reading {
    let mut sink = Diagnostics::default();
    let document = document::parse(source, &mut sink);
    let hidden = !setting.drafts && postmortem::is_draft(&document);
    let postmortem = postmortem::read(document, config, &mut sink).map(Arc::new);
    let judgement = rules.judge(source, postmortem.as_deref().filter(|_| !hidden));
    let findings = if hidden { Vec::new() } else { sink.into_sorted() };
    Reading { postmortem, hidden, findings, judgement }
}
