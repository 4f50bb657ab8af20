//! The forge: who is asked about a change, and what runs there.

use crate::report::codeowners::{Forge, Gap};
use crate::say;
use crate::words::{Lang, words};

use super::{At, Check, Group, Item, Mend, some, word};

const ACCOUNTS: Item = item("accounts", "人员的账号", "Accounts of our people");
const OWNERS: Item = item("codeowners", "CODEOWNERS", "CODEOWNERS");
const CHECKS: Item = item("ci", "自动检查", "Automatic checks");

const fn item(name: &'static str, zh: &'static str, en: &'static str) -> Item {
    Item::new(Group::Forge, name, words(zh, en))
}

/// The forge that an address of a repository tells.
#[must_use]
pub fn of_remote(url: &str) -> Option<Forge> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split_once('@').map_or(rest, |(_, rest)| rest);
    let host = rest.split(['/', ':']).next().unwrap_or_default().to_ascii_lowercase();
    let named = |word: &str| host.split('.').any(|part| part == word);
    if named("github") {
        Some(Forge::Github)
    } else if named("gitlab") || named("jihulab") {
        Some(Forge::Gitlab)
    } else if named("gitea") || named("forgejo") || named("codeberg") {
        Some(Forge::Gitea)
    } else {
        None
    }
}

const fn called(forge: Forge) -> &'static str {
    match forge {
        Forge::Github => "GitHub",
        Forge::Gitlab => "GitLab",
        Forge::Gitea => "Gitea",
    }
}

/// The lines that say who is asked, without comments and blank lines.
#[must_use]
pub fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// What is known of `CODEOWNERS`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviews {
    /// The repository has another one to which it is pushed.
    pub remote: bool,
    /// The forge, where its address tells.
    pub forge: Option<Forge>,
    /// Where the file is, by its path in the repository.
    pub place: Option<String>,
    /// It does not say what would be written now: so many lines are missing, so many are too many.
    pub differs: Option<(usize, usize)>,
    /// Why some would be left out, each reason once.
    pub gaps: Vec<Gap>,
}

impl Reviews {
    /// Whether anybody reviews anything yet.
    #[must_use]
    pub const fn matter(&self) -> bool {
        self.remote || self.place.is_some()
    }
}

/// The customers could not be read, and so nobody knows who is to be asked.
#[must_use]
pub fn unread(why: &str, lang: Lang) -> Check {
    OWNERS.unknown(say!(lang, "客户读不出：{why}", "the customers cannot be read: {why}"))
}

/// Whether everybody who is to be asked can be.
#[must_use]
pub fn accounts(reviews: &Reviews, lang: Lang) -> Check {
    if !reviews.matter() {
        return ACCOUNTS.skipped(nowhere(lang));
    }
    let gaps = &reviews.gaps;
    if gaps.is_empty() {
        return ACCOUNTS.ok(say!(lang, "要请审阅的人都有", "everybody who reviews has one"));
    }
    let between = words("；", "; ").get(lang);
    let names: Vec<String> = gaps.iter().filter_map(|gap| gap.without.clone()).collect();
    let without = (!names.is_empty()).then(|| {
        let names = some(&names, lang);
        say!(lang, "{names}没有填「账号」", "{names} without `account`")
    });
    let rest: Vec<String> = gaps.iter().filter(|gap| gap.without.is_none()).map(|gap| gap.why.clone()).collect();
    let few: Vec<String> = without.into_iter().chain(rest.iter().take(3).cloned()).collect();
    let (few, more) = (few.join(between), rest.len().saturating_sub(3));
    let more = match lang {
        _ if more == 0 => String::new(),
        Lang::Zh => format!("；此外还有 {more} 项"),
        Lang::En => format!("; and {more} more"),
    };
    let check = ACCOUNTS.missing(say!(lang, "有人不会被请来审阅：{few}{more}", "somebody is not asked to review: {few}{more}"));
    match gaps.iter().find_map(|gap| gap.who.as_ref()) {
        Some(who) => check.run(format!("kehu set {} account=@ACCOUNT", word(&format!("staff/{who}")))),
        // What is to be done stands there.
        None => check.run("kehu list staff"),
    }
}

fn nowhere(lang: Lang) -> String {
    say!(lang, "没有远程仓库，还没有审阅", "there is no remote repository, and nothing to review yet")
}

/// Whether the forge asks who has to be asked.
#[must_use]
pub fn owners(reviews: &Reviews, at: &At, lang: Lang) -> Check {
    let option = match reviews.forge {
        Some(Forge::Gitlab) => " --forge gitlab",
        Some(Forge::Gitea) => " --forge gitea",
        Some(Forge::Github) | None => "",
    };
    let write = |place: &str| format!("kehu codeowners{option} -o {}", at.file(place));
    let Some(place) = &reviews.place else {
        if !reviews.remote {
            return OWNERS.skipped(nowhere(lang));
        }
        let check =
            OWNERS.missing(say!(lang, "没有，合并请求不会请客户经理审阅", "none; pull requests are not shown to the account managers"));
        return other_forges(check.run(write("CODEOWNERS")), reviews, lang);
    };
    match reviews.differs {
        None => OWNERS.ok(say!(lang, "{place}，与现在的人员一致", "{place}, as people are now")),
        Some((missing, surplus)) => {
            let check = OWNERS.wrong(say!(
                lang,
                "{place} 已过时，少 {missing} 行，多 {surplus} 行",
                "{place} is out of date: {missing} missing, {surplus} too many (lines)"
            ));
            other_forges(check.run(write(place)), reviews, lang)
        }
    }
}

fn other_forges(check: Check, reviews: &Reviews, lang: Lang) -> Check {
    if reviews.forge.is_some() {
        return check;
    }
    check.say(say!(
        lang,
        "GitLab 加 `--forge gitlab`，Gitea 加 `--forge gitea`",
        "for GitLab with `--forge gitlab`, for Gitea with `--forge gitea`"
    ))
}

/// A file that tells a forge what to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workflow {
    /// Its path in the repository.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl Workflow {
    /// Whose it is, by its place.
    #[must_use]
    pub fn forge(&self) -> Forge {
        match self.path.split('/').next() {
            Some(".github") => Forge::Github,
            Some(".gitlab-ci.yml") => Forge::Gitlab,
            _ => Forge::Gitea,
        }
    }

    /// Its lines without comments.
    fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines().map(|line| line.split(" #").next().unwrap_or(line).trim()).filter(|line| !line.starts_with('#'))
    }

    fn has(&self, word: &str) -> bool {
        self.lines().any(|line| line.contains(word))
    }

    fn runs_kehu(&self) -> bool {
        self.lines().any(|line| line.contains("kehu") && ["check", "audit"].iter().any(|word| line.contains(word)))
    }

    /// Whether the value of a key is 0.
    fn is_zero(&self, key: &str) -> bool {
        let value = |line: &str| line.split_once(key).map(|(_, rest)| rest.trim_matches([':', ' ', '"', '\'']).to_owned());
        self.lines().filter_map(value).any(|value| value == "0")
    }

    /// What would bring the whole history there; none where it comes.
    fn shallow(&self) -> Option<&'static str> {
        match self.forge() {
            Forge::Gitlab => (!self.is_zero("GIT_DEPTH")).then_some("GIT_DEPTH: \"0\""),
            // Without that action the file fetches by itself, and git fetches all.
            Forge::Github | Forge::Gitea => (self.has("actions/checkout") && !self.is_zero("fetch-depth")).then_some("fetch-depth: 0"),
        }
    }
}

/// The places of these files, one for each forge.
const PLACES: [(Forge, &str); 3] =
    [(Forge::Github, ".github/workflows/kehu.yml"), (Forge::Gitlab, ".gitlab-ci.yml"), (Forge::Gitea, ".gitea/workflows/kehu.yml")];

/// Whether the forge checks the archive, with its whole history, and only what a change brings.
#[must_use]
pub fn checks(files: &[Workflow], reviews: &Reviews, lang: Lang) -> Check {
    let meant = |forge: Forge| reviews.forge.is_none_or(|own| own == forge);
    let ours: Vec<&Workflow> = files.iter().filter(|file| meant(file.forge()) && file.runs_kehu()).collect();
    if ours.is_empty() || !reviews.remote {
        return none(reviews, lang);
    }
    let mut wrong: Vec<String> = Vec::new();
    let mut steps: Vec<String> = Vec::new();
    for (forge, _) in PLACES {
        let files: Vec<&&Workflow> = ours.iter().filter(|file| file.forge() == forge).collect();
        let Some(first) = files.first() else { continue };
        if let Some((path, line)) = files.iter().find_map(|file| Some((&file.path, file.shallow()?))) {
            wrong.push(say!(lang, "{path} 只取最近的提交，不知道历史", "{path} fetches only the last commits and knows no history"));
            steps.push(say!(lang, "在 {path} 取代码的地方加上 `{line}`", "add `{line}` where {path} fetches the code"));
        }
        if !files.iter().any(|file| file.has("--new-since")) {
            let path = &first.path;
            wrong.push(say!(
                lang,
                "{path} 没有 `--new-since`，合并请求也要为旧的问题负责",
                "{path} has no `--new-since`; a pull request answers for old findings too"
            ));
            let base = match forge {
                Forge::Gitlab => "$CI_MERGE_REQUEST_DIFF_BASE_SHA",
                Forge::Github | Forge::Gitea => "origin/$BASE",
            };
            steps.push(say!(
                lang,
                "合并请求改用 `kehu audit --new-since \"{base}\"`，写法见新建档案中的同名文件",
                "run `kehu audit --new-since \"{base}\"` for pull requests, as the same file of a new archive does"
            ));
        }
    }
    let names = lang.join(ours.iter().map(|file| &file.path));
    if wrong.is_empty() {
        return CHECKS.ok(say!(lang, "{names}，取完整的历史", "{names}, with the whole history"));
    }
    let between = words("；", "; ").get(lang);
    steps.into_iter().fold(CHECKS.wrong(wrong.join(between)), Check::say)
}

fn none(reviews: &Reviews, lang: Lang) -> Check {
    let named = reviews.forge.map(called).unwrap_or_default();
    match (reviews.remote, reviews.forge) {
        (false, _) => {
            CHECKS.skipped(say!(lang, "没有远程仓库，还没有平台来运行", "there is no remote repository, and no forge to run them"))
        }
        (true, forge) => {
            let what = if named.is_empty() { say!(lang, "平台", "the forge") } else { named.to_owned() };
            let check = CHECKS.missing(say!(
                lang,
                "{what} 上没有运行 kehu 的文件，合并请求不会自动检查",
                "nothing runs kehu on {what}; pull requests are not checked"
            ));
            let names: Vec<&str> =
                PLACES.iter().filter(|(one, _)| forge.is_none_or(|forge| *one == forge)).map(|(_, name)| *name).collect();
            names.into_iter().fold(check, |check, name| check.fix(Mend::NewOnTop(name)))
        }
    }
}
