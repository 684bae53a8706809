//! Turns a folder of incident postmortems into a site.
//!
//! 1. [`disk::read`] takes a [`Snapshot`](snapshot::Snapshot) of the site's folder: every input, the date included.
//! 2. [`config`] reads `site.toml`; [`document`] parses each [`Source`](source::Source) into front matter and prose.
//! 3. [`postmortem`] types each document against the site's closed lists of terms.
//! 4. [`corpus`] gathers and orders them; [`check`] judges them.
//! 5. [`trend`] counts them month by month; [`chart`] draws the counts; [`search`] indexes their words.
//! 6. [`page`] says what each page shows; [`emit`] turns everything into an [`Output`](output::Output):
//!    paths, and recipes for their bytes.
//! 7. [`disk::write`] brings a folder in line with that output, file by file.
//!
//! Steps 2 to 6 are pure: [`build::build`] is a function from snapshot to output.
pub mod adopt;
pub mod ascii;
pub mod build;
pub mod chart;
pub mod check;
pub mod cli;
pub mod colour;
pub mod config;
pub mod corpus;
pub mod csv;
pub mod diagnostic;
pub mod digest;
pub mod disk;
pub mod document;
pub mod draft;
pub mod emit;
pub mod export;
pub mod links;
pub mod memo;
pub mod output;
pub mod page;
pub mod postmortem;
pub mod route;
pub mod schema;
pub mod search;
pub mod server;
pub mod site;
pub mod snapshot;
pub mod source;
pub mod table;
pub mod time;
pub mod trend;
pub mod way;
