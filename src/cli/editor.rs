//! The editor that a person has chosen.
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};

/// A program and its arguments, by `$VISUAL` or else `$EDITOR`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Editor(Vec<String>);

impl Editor {
    /// The editor of the environment; fails where none is named.
    pub(super) fn chosen() -> anyhow::Result<Self> {
        let named = |name: &str| {
            let value = std::env::var_os(name)?.to_string_lossy().into_owned();
            (!value.trim().is_empty()).then_some((name.to_owned(), value))
        };
        let Some((name, value)) = named("VISUAL").or_else(|| named("EDITOR")) else {
            bail!("--edit needs an editor: set $VISUAL or $EDITOR, such as EDITOR=vim or VISUAL=\"code --wait\"");
        };
        let words = words(&value).with_context(|| format!("${name} has a quotation mark without its other half"))?;
        if words.first().is_none_or(String::is_empty) {
            bail!("${name} names no program");
        }
        Ok(Self(words))
    }

    /// Opens a file, and waits until the editor ends.
    pub(super) fn open(&self, file: &Path) -> anyhow::Result<()> {
        let (program, arguments) = self.0.split_first().context("no editor")?;
        let status = Command::new(program).args(arguments).arg(file).status();
        let status = status.with_context(|| format!("{} is written, but `{program}` cannot be run", file.display()))?;
        if !status.success() {
            bail!("{} is written, but `{program}` ended with {status}", file.display());
        }
        Ok(())
    }
}

/// Words as a shell parts them: at spaces outside of quotation marks. `None` where a mark has no other half.
fn words(text: &str) -> Option<Vec<String>> {
    let (mut words, mut word, mut mark) = (Vec::new(), None::<String>, None);
    for c in text.chars() {
        match (mark, c) {
            (Some(open), c) if c == open => mark = None,
            (None, '"' | '\'') => {
                mark = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    mark.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_parted_as_a_shell_does() {
        let parted = |text| words(text).map(|words| words.join("|"));
        assert_eq!(parted(" code  --wait ").as_deref(), Some("code|--wait"));
        assert_eq!(parted("'/opt/my editor/run' -c \"set tw=0\"").as_deref(), Some("/opt/my editor/run|-c|set tw=0"));
        assert_eq!(parted("C:\\vim.exe a''b").as_deref(), Some("C:\\vim.exe|ab"));
        assert_eq!(parted("vim 'x"), None);
    }
}
