//! The language of this run, and the two texts of every help line side by side.

use std::borrow::Cow;
use std::cell::Cell;
use std::ffi::OsString;

use crate::context::Env;
use crate::words::Lang;

thread_local! {
    // clap builds its command tree from functions without arguments; this is the only way to tell them the language.
    static SPOKEN: Cell<Lang> = const { Cell::new(Lang::Zh) };
}

/// Sets the language of the help texts that are built from now on in this thread.
pub fn speak(lang: Lang) {
    SPOKEN.set(lang);
}

/// The text in the language that [`speak`] set.
pub(crate) fn t(zh: &'static str, en: &'static str) -> &'static str {
    match SPOKEN.get() {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The language that [`speak`] set.
pub(crate) fn spoken() -> Lang {
    SPOKEN.get()
}

/// The first language that somebody asked for: `--lang`, `KEHU_LANG`, the archive's `company.language`, the locale; else Chinese.
#[must_use]
pub fn choose(flag: Option<Lang>, env: &Env, company: Option<Lang>) -> Lang {
    flag.or_else(|| parsed(env.lang_hint.as_deref())).or(company).or_else(|| parsed(env.locale_hint.as_deref())).unwrap_or_default()
}

fn parsed(hint: Option<&str>) -> Option<Lang> {
    hint.and_then(Lang::parse)
}

/// The value of a long option in a command line that may not parse: help and complaints, too, come in the language and colour that was asked for.
#[must_use]
pub fn early<T>(args: &[OsString], option: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
    let mut rest = args.iter().skip(1).map(|arg| arg.to_string_lossy());
    let mut found = None;
    while let Some(arg) = rest.next() {
        if arg == "--" {
            break;
        }
        let value = match arg.strip_prefix(option) {
            Some("") => rest.next(),
            Some(value) => value.strip_prefix('=').map(Cow::from),
            None => None,
        };
        found = value.and_then(|value| parse(&value)).or(found);
    }
    found
}

/// The last value of an option under any of its names, in a command line that is still being typed.
pub(crate) fn early_value<'a>(words: &'a [String], names: &[&str]) -> Option<&'a str> {
    let at = words.iter().rposition(|word| names.contains(&word.as_str()))?;
    words.get(at + 1).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn env(lang: &str, locale: &str) -> Env {
        let mut env = Env::new(".", NaiveDate::default());
        env.lang_hint = (!lang.is_empty()).then(|| lang.to_owned());
        env.locale_hint = (!locale.is_empty()).then(|| locale.to_owned());
        env
    }

    #[test]
    fn the_nearer_wish_wins() {
        assert_eq!(choose(None, &env("", ""), None), Lang::Zh);
        assert_eq!(choose(None, &env("", "en_US.UTF-8"), None), Lang::En);
        assert_eq!(choose(None, &env("", "C"), None), Lang::Zh);
        assert_eq!(choose(None, &env("", "en_US.UTF-8"), Some(Lang::Zh)), Lang::Zh);
        assert_eq!(choose(None, &env("en", ""), Some(Lang::Zh)), Lang::En);
        assert_eq!(choose(Some(Lang::Zh), &env("en", ""), Some(Lang::En)), Lang::Zh);
    }

    #[test]
    fn the_flag_is_found_wherever_it_stands() {
        let find = |line: &str| {
            let args: Vec<_> = line.split(' ').map(OsString::from).collect();
            early(&args, "--lang", Lang::parse)
        };
        assert_eq!(find("kehu lst --lang en"), Some(Lang::En));
        assert_eq!(find("kehu --lang=zh-CN list"), Some(Lang::Zh));
        assert_eq!(find("kehu list --lang"), None);
        assert_eq!(find("kehu list -- --lang en"), None);
        assert_eq!(find("kehu list --lang fr"), None);
    }
}
