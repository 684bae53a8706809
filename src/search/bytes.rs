//! Whole numbers as bytes: LEB128, seven bits a byte, the lowest first.

/// Adds a number.
pub(super) fn put(out: &mut Vec<u8>, mut n: u32) {
    while n >= 0x80 {
        out.push(n.to_le_bytes()[0] | 0x80);
        n >>= 7;
    }
    out.push(n.to_le_bytes()[0]);
}

/// Adds a length.
///
/// # Panics
/// For more than four gigabytes: more than one term, list or name can be.
pub(super) fn put_len(out: &mut Vec<u8>, n: usize) {
    put(out, u32::try_from(n).expect("lengths of the index fit"));
}

/// Adds a term as it differs from the one before.
pub(super) fn put_term(out: &mut Vec<u8>, before: &str, term: &str) {
    let shared = before.bytes().zip(term.bytes()).take_while(|(a, b)| a == b).count();
    put_len(out, shared);
    put_len(out, term.len() - shared);
    out.extend_from_slice(&term.as_bytes()[shared..]);
}

/// Reads what was put; at the end it gives zeros and nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) const fn new(rest: &'a [u8]) -> Self {
        Self { rest }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next number.
    pub(super) fn number(&mut self) -> u32 {
        let (mut n, mut shift) = (0, 0);
        while let Some((&byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            n |= u32::from(byte & 0x7F) << shift;
            shift += 7;
            if byte < 0x80 || shift > 28 {
                break;
            }
        }
        n
    }

    /// The next bytes.
    pub(super) fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// Bytes that are led by their number.
    pub(super) fn sized(&mut self) -> &'a [u8] {
        let count = self.number() as usize;
        self.take(count)
    }
}
