//! `CODEOWNERS`: who is asked about a change on a forge. Directors have settings and approvals, administrators the registers, account
//! managers their customers.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::archive::{CustomerFolder, Loaded};
use crate::form::choices::StaffRole;
use crate::form::staff::StaffRow;
use crate::say;
use crate::words::Lang;
use crate::world::World;

/// GitHub loads no larger file.
const GITHUB_BYTES: usize = 3_000_000;

/// Whose rules the file keeps to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Forge {
    /// Patterns as in `.gitignore`; the last line that fits decides.
    #[default]
    Github,
    /// The same patterns; other names of users.
    Gitlab,
    /// Regular expressions; every line that fits counts.
    Gitea,
}

impl Forge {
    /// Where the forge looks for the file.
    #[must_use]
    pub const fn places(self) -> &'static [&'static str] {
        match self {
            Self::Github => &["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"],
            Self::Gitlab => &["CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS"],
            Self::Gitea => &["CODEOWNERS", ".gitea/CODEOWNERS", "docs/CODEOWNERS"],
        }
    }

    /// What decides whether anybody is asked at all: this file, and the checks of the forge.
    const fn gate(self) -> &'static [(&'static str, Rest)] {
        match self {
            Self::Github => &[("CODEOWNERS", Rest::Whole), (".github/", Rest::Folder), ("docs/CODEOWNERS", Rest::Whole)],
            Self::Gitlab => &[
                ("CODEOWNERS", Rest::Whole),
                (".gitlab/", Rest::Folder),
                (".gitlab-ci.yml", Rest::Whole),
                ("docs/CODEOWNERS", Rest::Whole),
            ],
            Self::Gitea => &[("CODEOWNERS", Rest::Whole), (".gitea/", Rest::Folder), ("docs/CODEOWNERS", Rest::Whole)],
        }
    }

    /// Whether a file of this length is loaded.
    #[must_use]
    pub const fn takes(self, bytes: usize) -> bool {
        !matches!(self, Self::Github) || bytes <= GITHUB_BYTES
    }

    /// The account as the forge names it; none for what it would not load.
    fn handle(self, account: &str) -> Option<String> {
        let plain = |text: &str, more: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c));
        if let Some((name, host)) = account.split_once('@').filter(|(name, _)| !name.is_empty()) {
            let address = plain(name, "._%+-") && plain(host, ".-") && host.contains('.');
            return (self != Self::Gitea && address).then(|| account.to_owned());
        }
        let name = account.strip_prefix('@').unwrap_or(account);
        let more = if self == Self::Github { "-_" } else { "-_." };
        let depth = if self == Self::Gitlab { usize::MAX } else { 2 };
        let parts: Vec<&str> = name.split('/').collect();
        let sound = |part: &&str| plain(part, more) && part.starts_with(|c: char| c.is_ascii_alphanumeric());
        (parts.len() <= depth && parts.iter().all(sound)).then(|| format!("@{name}"))
    }

    /// A path below the top of the repository as a pattern; none where the forge has no way to write it. `rest` is a pattern already.
    fn pattern(self, path: &str, rest: Rest) -> Option<String> {
        if path.chars().any(char::is_control) {
            return None;
        }
        if self == Self::Gitea {
            let mut out = String::new();
            for c in path.chars() {
                match c {
                    '\\' => out.push_str("\\\\\\\\"),
                    '.' | '+' | '*' | '?' | '(' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$' => out.extend(['\\', '\\', c]),
                    ' ' | '#' => out.extend(['\\', c]),
                    _ => out.push(c),
                }
            }
            out.push_str(rest.expression());
            return Some(out);
        }
        let words = path.contains(['*', '?', '[', ']', '\\', '#', '!']);
        (!words).then(|| format!("/{}{}", path.replace(' ', "\\ "), rest.wildcard()))
    }
}

/// What stands behind a path.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// Everything in this folder; the path ends in `/`.
    Folder,
    /// The document, in TOML or YAML; the path has no ending.
    Document,
    /// Nothing.
    Whole,
}

impl Rest {
    const fn wildcard(self) -> &'static str {
        match self {
            Self::Document => ".*",
            Self::Folder | Self::Whole => "",
        }
    }

    const fn expression(self) -> &'static str {
        match self {
            Self::Folder => ".*",
            Self::Document => "\\\\.(toml|yaml|yml)",
            Self::Whole => "",
        }
    }
}

/// What directors decide: settings, our people, accepted findings, targets, and who is asked.
const OF_DIRECTORS: &[(&str, Rest)] = &[
    ("kehu", Rest::Document),
    ("staff", Rest::Document),
    ("holidays", Rest::Document),
    ("kehu-baseline.toml", Rest::Whole),
    ("targets/", Rest::Folder),
];

/// The registers that administrators keep.
const OF_ADMINISTRATORS: &[&str] = &["market/", "major-info/", "lending/", "incidents/", "suggestions/", "submissions/"];

/// The file, and what is missing from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owners {
    /// Its text.
    pub text: String,
    /// Customers with a line.
    pub customers: usize,
    /// What has no line, and why.
    pub without: Vec<String>,
    /// Why, each reason once.
    pub gaps: Vec<Gap>,
}

/// Why nobody can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// In words.
    pub why: String,
    /// Whose account is missing or of no use: the id of one of our people.
    pub who: Option<String>,
    /// The name of one who has none.
    pub without: Option<String>,
}

impl From<String> for Gap {
    fn from(why: String) -> Self {
        Self { why, who: None, without: None }
    }
}

/// Who is asked for what of this archive on a day. `prefix`: the archive's folder below the top of the repository, ending in `/`, or nothing.
#[must_use]
pub fn owners(loaded: &Loaded, forge: Forge, prefix: &str, day: NaiveDate) -> Owners {
    let lang = loaded.world.lang;
    let mut file = File { forge, prefix, day, world: &loaded.world, lang, out: Owners::default(), known: BTreeMap::new() };
    file.comment(say!(
        lang,
        "由 `kehu codeowners` 写出，请勿手改：人员或客户经理变动后重新写一次",
        "Written by `kehu codeowners`, not by hand: write it again when people change"
    ));
    file.comment(say!(lang, "总设置、人员名册、批准：市场部部长", "Settings, staff, approvals: the marketing director"));
    let directors = file.of_roles(&[StaffRole::MarketingDirector], "marketing_director");
    for (path, rest) in OF_DIRECTORS {
        file.line(path, *rest, &directors);
    }
    for (path, rest) in forge.gate() {
        // It lies at the top of the repository, wherever the archive is.
        file.put(forge.pattern(path, *rest).as_deref(), path, &directors);
    }
    file.comment(say!(lang, "登记：信息管理员、客户档案管理主管", "Registers: information administrators and archive keepers"));
    let administrators = file.of_roles(&[StaffRole::InfoAdmin, StaffRole::ArchiveKeeper], "info_admin");
    for path in OF_ADMINISTRATORS {
        file.line(path, Rest::Folder, &administrators);
    }
    file.comment(say!(lang, "客户：客户经理，连同客户计划", "Customers: their account managers, plans included"));
    for folder in &loaded.customers {
        let unread = loaded.unread.iter().any(|one| one.customer.as_deref() == Some(&*folder.id));
        let owner = file.of_customer(folder, unread);
        let before = file.out.without.len();
        file.line(&format!("customers/{}/", folder.id), Rest::Folder, &owner);
        file.out.customers += usize::from(file.out.without.len() == before);
    }
    file.out
}

/// The file as far as it is written.
struct File<'a> {
    forge: Forge,
    prefix: &'a str,
    day: NaiveDate,
    world: &'a World,
    lang: Lang,
    out: Owners,
    /// Owners by staff id: thousands of customers have few account managers.
    known: BTreeMap<String, Result<String, Gap>>,
}

impl File<'_> {
    fn comment(&mut self, text: impl AsRef<str>) {
        // A name with a line break must not begin a line of its own.
        let text = text.as_ref().replace(char::is_control, " ");
        self.out.text.push_str(&format!("# {text}\n"));
    }

    fn line(&mut self, path: &str, rest: Rest, owner: &Result<String, Gap>) {
        let path = format!("{}{path}", self.prefix);
        let ending = if rest == Rest::Document { ".toml" } else { "" };
        self.put(self.forge.pattern(&path, rest).as_deref(), &format!("{path}{ending}"), owner);
    }

    /// The line, or a comment that says why there is none.
    fn put(&mut self, pattern: Option<&str>, path: &str, owner: &Result<String, Gap>) {
        let lang = self.lang;
        let gap = match (pattern, owner) {
            (Some(pattern), Ok(owner)) => {
                self.out.text.push_str(&format!("{pattern} {owner}\n"));
                return;
            }
            (None, _) => say!(
                lang,
                "路径中有平台不能识别的字符，请用 `kehu rename` 改客户编号",
                "the path has signs that the forge cannot take; change the customer's id by `kehu rename`"
            )
            .into(),
            (_, Err(gap)) => gap.clone(),
        };
        let why = &gap.why;
        let text = say!(lang, "/{path} 没有写入：{why}", "/{path} left out: {why}");
        self.comment(&text);
        self.out.without.push(text);
        if !self.out.gaps.contains(&gap) {
            self.out.gaps.push(gap);
        }
    }

    /// Everybody who works for us in one of these roles and can be asked.
    fn of_roles(&self, roles: &[StaffRole], word: &str) -> Result<String, Gap> {
        let lang = self.lang;
        let meant = |row: &&StaffRow| row.is_active(self.day) && roles.iter().any(|role| row.has_role(*role));
        let rows: Vec<&StaffRow> = self.world.staff.rows.iter().filter(meant).collect();
        let mut handles: Vec<String> = Vec::new();
        for handle in rows.iter().filter_map(|row| self.of_row(row).ok()) {
            if !handles.contains(&handle) {
                handles.push(handle);
            }
        }
        if !handles.is_empty() {
            return Ok(handles.join(" "));
        }
        match rows.first() {
            Some(row) => self.of_row(row),
            None => Err(say!(
                lang,
                "人员名册中没有在岗的 `{word}`，请在 staff.toml 登记",
                "nobody in the staff register works as `{word}`; enter them in staff.toml"
            )
            .into()),
        }
    }

    fn of_row(&self, row: &StaffRow) -> Result<String, Gap> {
        let (lang, name) = (self.lang, row.called());
        if !row.is_active(self.day) {
            let day = self.day;
            return Err(say!(
                lang,
                "{name}在 {day} 不在岗，请用 `kehu handover` 交接",
                "{name} does not work for us on {day}; hand over by `kehu handover`"
            )
            .into());
        }
        let gap = |why: String| Gap { why, who: row.id.get().map(|id| id.as_str().to_owned()), without: None };
        let Some(account) = row.account.get().map(|text| text.as_str().trim()).filter(|text| !text.is_empty()) else {
            let why = say!(
                lang,
                "{name}没有填「账号」，请在 staff.toml 写 `account = \"@...\"`",
                "{name} has no `account`; write `account = \"@...\"` in staff.toml"
            );
            return Err(Gap { without: Some(name.to_owned()), ..gap(why) });
        };
        self.forge.handle(account).ok_or_else(|| {
            gap(say!(
                lang,
                "{name}的「账号」是「{account}」，平台不能识别，请写成 `@zhoulan` 的样子",
                "the account of {name} is `{account}`, which the forge cannot take; write it like `@zhoulan`"
            ))
        })
    }

    fn of_customer(&mut self, folder: &CustomerFolder, unread: bool) -> Result<String, Gap> {
        let lang = self.lang;
        let Some(doc) = folder.profile.as_ref().filter(|_| !unread) else {
            return Err(say!(
                lang,
                "没有能读取的 customer 文件，请先运行 `kehu check`",
                "there is no customer document that can be read; run `kehu check` first"
            )
            .into());
        };
        let field = &doc.record.account_manager;
        let Some(manager) = field.get().filter(|staff| staff.known) else {
            return Err(say!(
                lang,
                "「客户经理」没有填或不在人员名册中，请补上",
                "`account_manager` is missing or not in the staff register; fill it in"
            )
            .into());
        };
        if let Some(known) = self.known.get(&*manager.id) {
            return known.clone();
        }
        let missing =
            || Err(say!(lang, "「客户经理」不在人员名册中，请补上", "the account manager is not in the staff register; enter them").into());
        let owner = self.world.staff.row(&manager.id).map_or_else(missing, |row| self.of_row(row));
        self.known.insert(manager.id.to_string(), owner.clone());
        owner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_written_as_the_forge_loads_them() {
        for (forge, account, wanted) in [
            (Forge::Github, "@zhoulan", Some("@zhoulan")),
            (Forge::Github, "zhou-lan", Some("@zhou-lan")),
            (Forge::Github, "@org/sales", Some("@org/sales")),
            (Forge::Github, "zhou.lan", None),
            (Forge::Gitlab, "zhou.lan", Some("@zhou.lan")),
            (Forge::Gitlab, "@group/sub/team", Some("@group/sub/team")),
            (Forge::Gitea, "@group/sub/team", None),
            (Forge::Github, "zhou@example.com", Some("zhou@example.com")),
            (Forge::Gitea, "zhou@example.com", None),
            (Forge::Github, "@周岚", None),
            (Forge::Github, "@zhou lan", None),
            (Forge::Github, "@", None),
            (Forge::Github, "@-x", None),
            (Forge::Github, "@a @b", None),
        ] {
            assert_eq!(forge.handle(account).as_deref(), wanted, "{forge:?} {account}");
        }
    }

    #[test]
    fn paths_are_written_as_the_forge_reads_them() {
        let of = |forge: Forge, path| forge.pattern(path, Rest::Folder);
        assert_eq!(of(Forge::Github, "customers/云岭 移动/").as_deref(), Some("/customers/云岭\\ 移动/"));
        assert_eq!(of(Forge::Gitea, "customers/云岭 移动.1/").as_deref(), Some("customers/云岭\\ 移动\\\\.1/.*"));
        assert_eq!(of(Forge::Gitlab, "customers/a#b/"), None);
        assert_eq!(of(Forge::Gitea, "customers/a#b/").as_deref(), Some("customers/a\\#b/.*"));
        assert_eq!(of(Forge::Gitea, "a\nb"), None);
        assert_eq!(Forge::Gitea.pattern("kehu", Rest::Document).as_deref(), Some("kehu\\\\.(toml|yaml|yml)"));
        assert_eq!(Forge::Github.pattern("kehu", Rest::Document).as_deref(), Some("/kehu.*"));
    }
}
