//! The whole build: a function from snapshot to output.
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::check::{self, Ground};
use crate::config::Config;
use crate::corpus::Corpus;
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

/// What is kept between builds: each file's reading, by the file and by `site.toml`.
pub type Readings = Memo<(Digest, Digest), Reading>;

/// One file, read.
#[derive(Debug)]
pub struct Reading {
    postmortem: Option<Arc<Postmortem>>,
    findings: Vec<Diagnostic>,
}

/// Builds the site. The result depends on the snapshot alone: `readings` only saves work.
#[must_use]
pub fn build(snapshot: Snapshot, readings: &mut Readings) -> Build {
    let mut sink = Diagnostics::default();
    sink.extend(snapshot.refused.iter().map(|refusal| {
        let nowhere = Place::new(&Arc::new(Source::new(refusal.path.clone(), "")), Span::default());
        let finding = Diagnostic::deny("unreadable-file", nowhere, format!("`{}` {}", refusal.path, refusal.reason));
        if refusal.reason.contains("not valid UTF-8: byte") { finding.help("save it as UTF-8") } else { finding }
    }));
    let Some(config) = Config::read(&snapshot.config, &mut sink) else {
        return Build { findings: sink.into_sorted(), ..Build::default() };
    };
    let (corpus, left_out) = gather(&snapshot, &config, readings, &mut sink);
    let read = readings.sweep();
    let as_of = snapshot.as_of.date(&config.timezone);
    let (corpus, config) = (Arc::new(corpus), Arc::new(config));
    let (all, settings) = (corpus.clone(), config.clone());
    let (sources, attachments) = (snapshot.postmortems.clone(), snapshot.attachments.clone());
    let judge = move || {
        let mut sink = Diagnostics::default();
        let ground = Ground { config: &settings, sources: &sources, corpus: &all, attachments: &attachments, as_of };
        check::run(&ground, &mut sink);
        sink
    };
    let show = move |mut left_out: Vec<Diagnostic>| {
        let (corpus, others) = Corpus::unique(corpus);
        left_out.extend(others.iter().map(|other| nameless(other)));
        let site = Arc::new(Site::new(snapshot, config, corpus, left_out));
        let mut sink = Diagnostics::default();
        let output = emit::emit(&site, &mut sink);
        (site, output, sink)
    };
    // Judging and showing need nothing of each other, unless a page quotes what may turn out to be secret.
    let (judged, (site, output, found)) = if left_out.is_empty() {
        rayon::join(judge, || show(Vec::new()))
    } else {
        let judged = judge();
        let left_out = judged.concealed(left_out);
        (judged, show(left_out))
    };
    sink.merge(judged);
    sink.merge(found);
    Build { output, findings: sink.into_sorted(), site: Some(site), read }
}

/// Why a postmortem has no page: another one has its address.
fn nameless(other: &Postmortem) -> Diagnostic {
    let message = format!("another postmortem is called `{}` already", other.id);
    Diagnostic::deny("duplicate-id", other.place(Span::at(other.front_span.start)), message)
}

/// Reads every file, in parallel, and gathers what could be read; what could not, with its first fault.
fn gather(
    snapshot: &Snapshot,
    config: &Config,
    readings: &Readings,
    sink: &mut Diagnostics,
) -> (Corpus, Vec<Diagnostic>) {
    let digest = config.digest();
    let one = |source: &Arc<Source>| readings.get((source.digest, digest), || read(source, config));
    let all: Vec<Arc<Reading>> = snapshot.postmortems.par_iter().map(one).collect();
    let mut left_out = Vec::new();
    let (mut postmortems, mut unreadable) = (Vec::with_capacity(all.len()), Vec::new());
    for (source, reading) in snapshot.postmortems.iter().zip(&all) {
        sink.extend(reading.findings.iter().cloned());
        if let Some(postmortem) = &reading.postmortem {
            postmortems.push(postmortem.clone());
        } else {
            unreadable.push(source.path.clone());
            left_out.extend(reading.findings.iter().find(|finding| finding.level == Level::Deny).cloned());
        }
    }
    (Corpus::new(postmortems, snapshot.drafts).without(unreadable), left_out)
}

fn read(source: &Arc<Source>, config: &Config) -> Reading {
    let mut sink = Diagnostics::default();
    let document = document::parse(source, &mut sink);
    let postmortem = postmortem::read(document, config, &mut sink).map(Arc::new);
    Reading { postmortem, findings: sink.into_sorted() }
}
