//! The two languages of every text that a person reads. Chinese and English stand side by side, next to the code that uses them.

/// The language of messages (`--lang`, `KEHU_LANG`, `company.language`). Chinese unless somebody says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// 简体中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// Reads a language tag: `zh`, `zh-CN`, `zh_CN.UTF-8`, `en`, `en-US` …
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase();
        if tag.starts_with("zh") {
            Some(Self::Zh)
        } else if tag.starts_with("en") {
            Some(Self::En)
        } else {
            None
        }
    }

    /// Things one after another, as a sentence has them: `甲、乙、丙`.
    #[must_use]
    pub fn join<S: AsRef<str>>(self, items: impl IntoIterator<Item = S>) -> String {
        let between = words("、", ", ").get(self);
        let mut out = String::new();
        for (at, item) in items.into_iter().enumerate() {
            if at > 0 {
                out.push_str(between);
            }
            out.push_str(item.as_ref());
        }
        out
    }
}

/// One text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// 中文
    pub zh: &'static str,
    /// English
    pub en: &'static str,
}

impl Words {
    /// The text in `lang`.
    #[must_use]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// Both languages of a fixed text.
#[must_use]
pub const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

/// Why the system refused, in the reader's language; the system's own words where there are no better ones. Paths are left to the caller,
/// who knows what the user asked for.
#[must_use]
pub fn refusal(error: &std::io::Error, lang: Lang) -> String {
    use std::io::ErrorKind as Kind;
    let known = match error.kind() {
        Kind::NotFound => words("没有这个文件或文件夹", "no such file or folder"),
        Kind::PermissionDenied => words("没有权限", "permission denied"),
        Kind::IsADirectory => words("这是一个文件夹", "it is a folder"),
        Kind::NotADirectory => words("路径中有一段不是文件夹", "a part of the path is no folder"),
        Kind::AlreadyExists => words("已经存在", "it is there already"),
        Kind::StorageFull => words("磁盘已满", "the disk is full"),
        Kind::ReadOnlyFilesystem => words("磁盘是只读的", "the disk is read-only"),
        _ => return error.to_string(),
    };
    known.get(lang).to_owned()
}

/// The word as a shell takes it, for a command that can be copied.
#[must_use]
pub fn shell_word(word: &str) -> String {
    let plain = word.chars().all(|c| c.is_alphanumeric() || "-_./:\\~".contains(c));
    if plain { word.to_owned() } else { format!("\"{}\"", word.replace('"', "\\\"")) }
}

/// Formats a message in the given language: `say!(lang, "缺少 {label}", "{label} is missing")`. Only the chosen text is formatted.
#[macro_export]
macro_rules! say {
    ($lang:expr, $zh:literal, $en:literal $(, $($arg:tt)*)?) => {
        match $lang {
            $crate::words::Lang::Zh => format!($zh $(, $($arg)*)?),
            $crate::words::Lang::En => format!($en $(, $($arg)*)?),
        }
    };
}
/// `1 file`, `2 files`.
#[must_use]
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
