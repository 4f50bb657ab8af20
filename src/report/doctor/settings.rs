//! `kehu.toml` and `holidays.toml`: what the rest rests on.

use crate::say;
use crate::words::{Lang, words};

use super::{Check, Group, Item};

const ARCHIVE: Item = item("archive", "客户档案", "Archive");
const FORMAT: Item = item("format", "格式版本", "Format version");
const COMPANY: Item = item("company", "公司名称", "Company name");
const ZONE: Item = item("timezone", "时区", "Time zone");
const PRESETS: Item = item("presets", "采用的制度", "Presets in force");
const HOLIDAYS: Item = item("holidays", "节假日", "Holidays");

const fn item(name: &'static str, zh: &'static str, en: &'static str) -> Item {
    Item::new(Group::Settings, name, words(zh, en))
}

/// There is no archive: nothing but the machine was looked at.
#[must_use]
pub fn no_archive(lang: Lang) -> Check {
    let check = ARCHIVE.skipped(say!(
        lang,
        "这里没有档案，只看了本机；在档案里再运行一次",
        "there is none here; only this machine was looked at. Run it in one"
    ));
    check.say(say!(lang, "新建一份用 `kehu init DIR`", "`kehu init DIR` makes one"))
}

/// Whether this kehu knows the format; `version`: what stands there, none where that cannot be read.
#[must_use]
pub fn format(version: Option<i64>, readable: bool, lang: Lang) -> Check {
    match version {
        Some(1) if readable => FORMAT.ok("1"),
        Some(1) => FORMAT.wrong(say!(lang, "kehu.toml 有读不出的地方", "kehu.toml cannot be read whole")).run("kehu check"),
        Some(version) => FORMAT
            .wrong(say!(lang, "第 {version} 版，这个 kehu 只认识第 1 版", "it is {version}; this kehu knows 1"))
            .run("cargo install kehu --locked"),
        None if readable => FORMAT.missing(say!(lang, "没有写明", "not stated")).run("kehu set kehu format=1"),
        None => FORMAT.wrong(say!(lang, "kehu.toml 读不出", "kehu.toml cannot be read")).run("kehu check"),
    }
}

/// Whether the company has a name of its own.
#[must_use]
pub fn company(name: &str, short: &str, lang: Lang) -> Check {
    let nobody = [Lang::Zh, Lang::En].map(crate::template::nobody);
    if name.trim().is_empty() || nobody.iter().any(|one| one == name) {
        let check =
            COMPANY.missing(say!(lang, "还没有填，附表和报告的抬头是空的", "not filled in; forms and reports are headed by nobody"));
        return check.run(match lang {
            Lang::Zh => "kehu set kehu company.name=全称 company.short_name=简称",
            Lang::En => "kehu set kehu company.name=NAME company.short_name=SHORT",
        });
    }
    COMPANY.ok(if short.is_empty() || short == name { name.to_owned() } else { say!(lang, "{name}（{short}）", "{name} ({short})") })
}

/// What is known of a time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// kehu or the system knows it.
    Known,
    /// The system has a list, and it is not in it.
    Strange,
    /// There is no list to look at.
    NoList,
}

/// Zones that kehu knows by itself.
const KNOWN: [&str; 10] = [
    "Asia/Shanghai",
    "Asia/Chongqing",
    "Asia/Harbin",
    "Asia/Hong_Kong",
    "Asia/Macau",
    "Asia/Taipei",
    "Asia/Singapore",
    "PRC",
    "UTC",
    "Etc/UTC",
];

/// Whether kehu knows a zone without asking the system.
#[must_use]
pub fn is_known(zone: &str) -> bool {
    KNOWN.contains(&zone)
}

/// Whether days are counted where they are meant to be; `zone`: what stands in `kehu.toml`, if anything.
#[must_use]
pub fn timezone(zone: Option<&str>, known: Zone, lang: Lang) -> Check {
    let Some(zone) = zone else { return ZONE.ok(say!(lang, "没有写，按 Asia/Shanghai", "not stated, so Asia/Shanghai")) };
    match known {
        Zone::Known => ZONE.ok(zone),
        Zone::NoList => ZONE.unknown(say!(lang, "{zone}；本机没有时区表可查", "{zone}; this machine has no list of zones")),
        Zone::Strange => {
            let check = ZONE.wrong(say!(
                lang,
                "「{zone}」不是时区的名称，提交的日期会按 UTC 算",
                "`{zone}` is no time zone; days of commits are counted in UTC"
            ));
            check.run("kehu set kehu company.timezone=Asia/Shanghai")
        }
    }
}

/// Whether `kehu.toml` says which regulations are followed; `faults`: settings of the policy that are wrong.
#[must_use]
pub fn presets(stated: &[String], in_force: &[String], faults: usize, lang: Lang) -> Check {
    let list = lang.join(in_force);
    if faults > 0 {
        let check = PRESETS.wrong(say!(
            lang,
            "{list}；制度、规则、参数中有 {faults} 处写错，没有计入",
            "{list}; settings of presets, rules or parameters that are wrong and do not count: {faults}"
        ));
        return check.run("kehu check");
    }
    if stated.is_empty() {
        let check = PRESETS.missing(say!(lang, "没有写，按 {list}", "not stated, so {list}"));
        return check.run(format!("kehu add kehu regulation.presets {list}")).say(say!(
            lang,
            "别的制度见 `kehu policy list`",
            "`kehu policy list` has the others"
        ));
    }
    PRESETS.ok(list)
}

/// What is known of the holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holidays {
    /// Somebody counts working hours: SVC-02 is in force.
    pub wanted: bool,
    /// There is a document.
    pub there: bool,
    /// How many days of the year it has.
    pub days: usize,
    /// The year.
    pub year: i32,
}

/// Whether this year's holidays are known.
#[must_use]
pub fn holidays(holidays: Holidays, lang: Lang) -> Check {
    let Holidays { wanted, there, days, year } = holidays;
    if days > 0 {
        return HOLIDAYS.ok(say!(lang, "{year} 年有 {days} 天", "{days} days of {year}"));
    }
    if !wanted {
        return HOLIDAYS.skipped(say!(lang, "在用的制度不计工作时间", "no rule in force counts working hours"));
    }
    let found = if there {
        say!(
            lang,
            "holidays.toml 没有 {year} 年的，节假日按工作日算（SVC-02）",
            "holidays.toml has none of {year}; holidays count as workdays (SVC-02)"
        )
    } else {
        say!(lang, "没有 holidays.toml，节假日按工作日算（SVC-02）", "there is no holidays.toml; holidays count as workdays (SVC-02)")
    };
    let check = HOLIDAYS.missing(found).run(format!("kehu add holidays days date={year}-10-01 kind=holiday name=国庆节"));
    check.say(say!(
        lang,
        "放假的每一天、调休上班的每一天（`kind=workday`）各加一次",
        "once for each day off and, with `kind=workday`, for each day that is worked instead"
    ))
}
