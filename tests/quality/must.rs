//! The queries that must pass, whatever else changes.
use super::Query;
use super::truth::{Pattern, Texts};

/// What must be found, by pattern: whole words, beginnings of words, texts anywhere, or bounded by classes.
enum Find {
    Whole(&'static str),
    Begins(&'static str),
    Anywhere(&'static str),
    At(&'static str, &'static str, &'static str),
    Nothing,
}

use Find::{Anywhere, At, Begins, Nothing, Whole};

type Must = (&'static str, &'static str, &'static [Find]);

const MUST: [Must; 61] = [
    ("identifier", "ORA-00060", &[Whole("ora-00060")]),
    ("identifier", "PAY-1234", &[At(r"\w-", "pay-1234", "0-9")]),
    ("identifier", "10.2.3.4", &[At("0-9.", "10.2.3.4", "0-9")]),
    ("identifier", "CVE-2021-44228", &[Whole("cve-2021-44228")]),
    ("identifier", "0x8007000E", &[Whole("0x8007000e")]),
    ("identifier", "7f3c9e2ab41d00aa", &[Whole("7f3c9e2ab41d00aa")]),
    ("identifier", "v4.17.3-rc2", &[Whole("v4.17.3-rc2")]),
    ("identifier", "innodb_lock_wait_timeout", &[Anywhere("innodb_lock_wait_timeout")]),
    ("identifier", "--max-old-space-size", &[Anywhere("--max-old-space-size")]),
    ("identifier", "prod-db-07x.eu-west-9.internal", &[Anywhere("prod-db-07x.eu-west-9.internal")]),
    ("identifier", "java.lang.OutOfMemoryError", &[Anywhere("java.lang.outofmemoryerror")]),
    ("identifier", "transport.go:512", &[Whole("transport.go:512")]),
    ("identifier", "C++", &[At(r"\w", "c++", "")]),
    ("identifier", "k8s", &[Whole("k8s")]),
    ("identifier", "p99", &[Whole("p99")]),
    ("identifier", "oomkilled", &[Whole("oomkilled")]),
    ("identifier", "RCA-2016-00005", &[Whole("rca-2016-00005")]),
    ("identifier", "SQLSTATE 40P01", &[Whole("sqlstate 40p01")]),
    ("identifier", "exit code 137", &[Whole("exit code 137")]),
    ("part", "OutOfMemoryError", &[Whole("outofmemoryerror")]),
    ("part", "lock_wait", &[Begins("lock_wait")]),
    ("part", "prod-db-07x", &[Whole("prod-db-07x")]),
    ("part", "4.17.3", &[At("0-9.", "4.17.3", "0-9")]),
    ("part", "eu-west-9", &[Whole("eu-west-9")]),
    ("part", "etcd-quorum", &[Whole("etcd-quorum")]),
    ("part", "RoundTrip", &[Begins("roundtrip")]),
    ("prefix", "deadl", &[Begins("deadl")]),
    ("prefix", "kube", &[Begins("kube")]),
    ("prefix", "ORA-000", &[Begins("ora-000")]),
    ("prefix", "oomk", &[Begins("oomk")]),
    ("prefix", "7f3c9e2a", &[Begins("7f3c9e2a")]),
    ("prefix", "thunder", &[Begins("thunder")]),
    ("prefix", "PAY-123", &[At(r"\w-", "pay-123", "")]),
    ("typo", "deadlok", &[Begins("deadlock")]),
    ("typo", "thundring herd", &[Whole("thundering"), Whole("herd")]),
    ("typo", "kuberntes", &[Begins("kubernetes")]),
    ("typo", "certifcate expiry", &[Begins("certificate"), Begins("expiry")]),
    ("typo", "Lindqist-Okafor", &[Whole("lindqvist-okafor")]),
    ("typo", "oomkiled", &[Whole("oomkilled")]),
    ("inflection", "deadlocks", &[Begins("deadlock")]),
    ("inflection", "leaking", &[Begins("leak")]),
    ("inflection", "timeout", &[Begins("timeout")]),
    ("inflection", "overwhelm", &[Begins("overwhelm")]),
    ("inflection", "allocators", &[Begins("allocator")]),
    ("phrase", "\"connection pool exhaustion\"", &[Whole("connection pool exhaustion")]),
    ("phrase", "\"thundering herd of reconnecting\"", &[Whole("thundering herd of reconnecting")]),
    ("phrase", "\"leaked connections in the driver\"", &[Whole("leaked connections in the driver")]),
    ("phrase", "\"deadlock detected while waiting\"", &[Whole("deadlock detected while waiting")]),
    ("several words", "thundering herd etcd", &[Whole("thundering"), Whole("herd"), Begins("etcd")]),
    ("several words", "firewall traffic dropped", &[Begins("firewall"), Begins("traffic"), Begins("drop")]),
    (
        "several words",
        "oracle deadlock waiting resource",
        &[Whole("oracle"), Begins("deadlock"), Begins("wait"), Begins("resource")],
    ),
    ("accents", "depassement", &[Begins("depassement")]),
    ("accents", "reessayez", &[Begins("reessayez")]),
    ("accents", "Zoe Lindqvist", &[Whole("zoe"), Begins("lindqvist")]),
    ("language", "pembayaran gagal", &[Whole("pembayaran"), Begins("gagal")]),
    ("language", "dépassement délai", &[Begins("depassement"), Begins("delai")]),
    ("language", "连接池", &[Anywhere("连接池")]),
    ("language", "数据库死锁", &[Anywhere("数据库死锁")]),
    ("language", "消息队列", &[Anywhere("消息队列")]),
    ("nothing", "zzqqxxyy", &[Nothing]),
    ("nothing", "ORA-99999", &[Nothing]),
];

/// The queries, with what each must find among the cases.
pub(crate) fn queries(texts: &Texts) -> Vec<Query> {
    let one = |(category, text, finds): &Must| {
        let patterns: Option<Vec<Pattern>> = finds.iter().map(Find::pattern).collect();
        let truth = patterns.map(|patterns| texts.all_of(&patterns)).unwrap_or_default();
        Query { category, text: (*text).to_owned(), truth }
    };
    MUST.iter().map(one).collect()
}

impl Find {
    fn pattern(&self) -> Option<Pattern> {
        match self {
            Whole(text) => Some(Pattern::whole(text)),
            Begins(text) => Some(Pattern::begins(text)),
            Anywhere(text) => Some(Pattern::anywhere(text)),
            At(not_before, text, not_after) => Some(Pattern::at(not_before, text, not_after)),
            Nothing => None,
        }
    }
}
