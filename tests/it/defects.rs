//! Generated defects by the hundred, one file hurt at a time: the run goes on, other customers' findings stay to the byte,
//! what was right in this customer's other files stays said, and what could not be judged is named.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use kehu::archive::DocKind;
use kehu::archive::Loaded;
use kehu::discover::Found;
use kehu::findings::Finding;
use kehu::rules::{Rule, Run, registry};

use crate::archive::{Dice, audited, documents, json_line};
use crate::support::{copy_of, project};

/// How many defects in the example.
const COUNT: usize = 200;
/// How many in the registers.
const REGISTER_COUNT: usize = 240;

/// A kind of defect: its name, and the bytes after it; none deletes the file.
type Harm = (&'static str, fn(&str, &mut Dice) -> Option<Vec<u8>>);

const HARMS: &[Harm] = &[
    ("a line deleted", |text, dice| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines.remove(dice.below(lines.len()));
        joined(&lines)
    }),
    ("the file deleted", |_, _| None),
    ("a key mistyped", |text, dice| {
        let keys = places(text, |line| line.contains([':', '=']) && !line.trim_start().starts_with(['#', '[']));
        if keys.is_empty() {
            return cell(text, "q", dice);
        }
        edit_line(text, *dice.of(&keys), |line| {
            let at = line.find(|c: char| c.is_alphanumeric()).unwrap_or(0);
            let mut line = line.to_owned();
            let c = line.remove(at);
            line.insert_str(at, if c == 'q' { "z" } else { "q" });
            line
        })
    }),
    ("a value mistyped", |text, dice| {
        let values = places(text, |line| line.contains(" = ") || line.contains(": "));
        let wrong = ["\"错的\"", "\"\"", "-1", "\"2026-99-99\"", "{ }", "[1, 2]", "true", "随便写"];
        let wrong = *dice.of(&wrong);
        if values.is_empty() {
            return cell(text, wrong, dice);
        }
        edit_line(text, *dice.of(&values), |line| {
            let (key, sign) = line
                .split_once(" = ")
                .map(|(key, _)| (key, " = "))
                .or_else(|| line.split_once(": ").map(|(key, _)| (key, ": ")))
                .expect("chosen for it");
            format!("{key}{sign}{wrong}")
        })
    }),
    ("two lines swapped", |text, dice| {
        let mut lines: Vec<&str> = text.lines().collect();
        let (a, b) = (dice.below(lines.len()), dice.below(lines.len()));
        lines.swap(a, b);
        joined(&lines)
    }),
    ("the file cut off", |text, dice| Some(text.as_bytes()[..dice.below(text.len())].to_vec())),
    ("the file emptied", |_, _| Some(Vec::new())),
    ("written in GBK", |text, _| Some(encoding_rs::GBK.encode(text).0.into_owned())),
    ("written in UTF-16", |text, _| {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        Some(units.flat_map(u16::to_le_bytes).collect())
    }),
    ("random bytes put in", |text, dice| {
        let mut bytes = text.as_bytes().to_vec();
        let at = dice.below(bytes.len());
        let some: Vec<u8> = (0..1 + dice.below(12)).map(|_| u8::try_from(dice.below(256)).expect("a byte")).collect();
        bytes.splice(at..at, some);
        Some(bytes)
    }),
    ("an unfinished merge", |text, dice| {
        let lines: Vec<&str> = text.lines().collect();
        let at = dice.below(lines.len());
        let conflict = ["<<<<<<< HEAD", lines[at], "=======", lines[at], ">>>>>>> 分支"];
        let all: Vec<&str> = lines[..at].iter().chain(&conflict).chain(&lines[at + 1..]).copied().collect();
        joined(&all)
    }),
    ("a table twice", |text, dice| {
        let lines: Vec<&str> = text.lines().collect();
        let heads = places(text, |line| line.starts_with('[') || line.trim_end().ends_with(':'));
        let Some(start) = (!heads.is_empty()).then(|| *dice.of(&heads)) else { return joined(&[&lines[..], &lines[..]].concat()) };
        let end = heads.iter().copied().find(|at| *at > start).unwrap_or(lines.len());
        joined(&[&lines[..end], &lines[start..end], &lines[end..]].concat())
    }),
    ("a quote removed", |text, dice| without(text, '"', dice)),
    ("a bracket removed", |text, dice| without(text, ']', dice)),
    ("a full-width sign", |text, dice| {
        let lines = places(text, |line| line.contains('=') || line.contains(':'));
        if lines.is_empty() {
            return cell(text, "２０２６－０７－０８", dice);
        }
        edit_line(text, *dice.of(&lines), |line| line.replacen('=', "＝", 1).replacen(": ", "：", 1))
    }),
    ("a tab for blanks", |text, dice| {
        let lines = places(text, |line| line.contains(' '));
        if lines.is_empty() {
            return Some(text.into());
        }
        edit_line(text, *dice.of(&lines), |line| line.replacen("  ", "\t", 1).replacen(' ', "\t", 1))
    }),
];

/// Harms after which a document with Chinese in it cannot be read, whatever the dice say.
const UNREADABLE: &[&str] = &["written in GBK", "written in UTF-16", "an unfinished merge"];

fn joined(lines: &[&str]) -> Option<Vec<u8>> {
    Some(format!("{}\n", lines.join("\n")).into_bytes())
}

/// The lines that are so.
fn places(text: &str, is: fn(&str) -> bool) -> Vec<usize> {
    text.lines().enumerate().filter(|(_, line)| is(line)).map(|(at, _)| at).collect()
}

/// Another cell in a table of rows.
fn cell(text: &str, wrong: &str, dice: &mut Dice) -> Option<Vec<u8>> {
    let at = dice.below(text.lines().count());
    let column = dice.below(6);
    edit_line(text, at, |line| {
        let cells = line.split(',').enumerate();
        cells.map(|(at, cell)| if at == column { wrong } else { cell }).collect::<Vec<_>>().join(",")
    })
}

fn edit_line(text: &str, at: usize, edit: impl Fn(&str) -> String) -> Option<Vec<u8>> {
    let lines: Vec<String> = text.lines().enumerate().map(|(here, line)| if here == at { edit(line) } else { line.to_owned() }).collect();
    joined(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

/// One of these signs taken out; where there is none, a character.
fn without(text: &str, sign: char, dice: &mut Dice) -> Option<Vec<u8>> {
    let signs: Vec<usize> = text.match_indices(sign).map(|(at, _)| at).collect();
    let mut text = text.to_owned();
    let at = if signs.is_empty() { 0 } else { *dice.of(&signs) };
    text.remove(at);
    Some(text.into_bytes())
}

/// The archive of every run: the example and one more customer. In many documents stands one thing that is wrong by
/// itself or in what it names, so that there is something that must not get lost.
fn archive() -> tempfile::TempDir {
    let copy = copy_of("examples/telecom");
    let more = project().join("examples/minimal/customers/qingyuan-water");
    let to = copy.path().join("customers/qingyuan-water");
    fs::create_dir_all(&to).expect("the folder can be made");
    for name in ["customer.toml", "key-people.toml"] {
        let text = fs::read_to_string(more.join(name)).expect("UTF-8").replace("qin-yue", "zhou-lan");
        fs::write(to.join(name), text).expect("the file can be written");
    }
    let faults = [
        ("customers/yunling-mobile/customer.toml", "promised_colour = 1\n"),
        ("customers/yunling-mobile/plans/2026.toml", "approved_by = \"谁呀\"\n"),
        ("customers/yunling-mobile/insight.toml", "colour = 1\n"),
        ("customers/yunling-mobile/surveys/2026-02-06-satisfaction.toml", "expected = \"很高\"\n"),
        ("customers/yunling-mobile/people/he-jun.toml", "gender = \"某\"\n"),
        ("customers/yunling-mobile/contact-reports/2026-06-10-wang-min-zhou-lan.toml", "direction = \"上\"\n"),
        ("customers/starbridge/customer.toml", "colour = 1\n"),
        ("customers/starbridge/plans/2026.toml", "colour = 1\n"),
        ("customers/starbridge/people/luo-yan.toml", "gender = \"某\"\n"),
        ("customers/starbridge/contact-reports/2026-03-05-feng-kai-chen-li.toml", "direction = \"上\"\n"),
        ("customers/jiangbei-catv/insight.yaml", "colour: 1\n"),
        ("customers/jiangbei-catv/people/pan-lu.yaml", "gender: 某\n"),
        ("customers/jiangbei-catv/plans/2026.yaml", "approved_by: 谁呀\n"),
    ];
    for (file, line) in faults {
        let path = copy.path().join(file);
        let text = fs::read_to_string(&path).expect("UTF-8");
        let key = line.split([' ', ':']).next().unwrap_or_default();
        // In the place of the same key, else at the top.
        let kept: Vec<&str> = text.lines().filter(|old| !old.starts_with(key)).collect();
        fs::write(&path, format!("{line}{}\n", kept.join("\n"))).expect("the file can be written");
    }
    copy
}

/// The form reader's findings: they depend on nothing but the document, our staff and the settings — and on the key people.
fn is_of_the_form(finding: &Finding) -> bool {
    let id = finding.rule;
    id.starts_with("FRM") || id.starts_with("REF") || id == "ARC-05"
}

/// What a run must hold, compared with the run before the defect.
struct Trial<'a> {
    before: &'a Loaded,
    after: &'a Loaded,
    customer: Option<&'a str>,
    found: &'a Found,
    deleted: bool,
}

impl Trial<'_> {
    fn is_unread(&self) -> bool {
        self.after.unread.iter().any(|unread| *unread.path == *self.found.path)
    }

    /// Lines of the findings that are so, before and after.
    fn lines(&self, is: impl Fn(&Finding) -> bool) -> (BTreeSet<String>, BTreeSet<String>) {
        let of = |loaded: &Loaded| loaded.findings.iter().filter(|finding| is(finding)).map(json_line).collect();
        (of(self.before), of(self.after))
    }

    /// What is found in other customers' documents stays, save by rules that look at such documents across the whole archive.
    fn others_stay(&self) -> Option<String> {
        if matches!(self.found.kind, Some(DocKind::Settings | DocKind::Staff | DocKind::Holidays)) {
            return None;
        }
        let mine = self.customer.unwrap_or_default();
        let across = |id: &str| registry::find(id).is_some_and(|rule| self.across(rule));
        let other = |finding: &Finding| finding.customer.as_deref().is_some_and(|customer| customer != mine) && !across(finding.rule);
        let (before, after) = self.lines(other);
        (before != after).then(|| format!("another customer's findings changed: {:#?}", before.symmetric_difference(&after)))
    }

    /// Whether the rule judges the archive as a whole by documents of this kind.
    fn across(&self, rule: &Rule) -> bool {
        let kind = self.found.kind;
        let looks = kind.is_some_and(|kind| rule.needs.contains(&kind) || rule.uses.contains(&kind));
        // Sums of orders and targets, names of customers: what a rule about the archive sees of a customer its needs do not say.
        matches!(rule.run, Run::Archive(_) | Run::Both(..)) && (looks || self.customer.is_some())
    }

    fn form_findings_stay(&self) -> Option<String> {
        // Whether somebody is a key person is told by that form alone.
        let own = |finding: &Finding| {
            finding.customer.as_deref() == self.customer
                && *finding.path != *self.found.path
                && is_of_the_form(finding)
                && !finding.message.contains("关键人物")
        };
        self.customer?;
        let (before, after) = self.lines(own);
        let lost: Vec<&String> = before.difference(&after).collect();
        (!lost.is_empty()).then(|| format!("findings of other files got lost: {lost:#?}"))
    }

    /// Every rule that looks at the document is named, and says nothing.
    fn gaps_are_named(&self) -> Option<String> {
        let kind = self.found.kind.filter(|_| self.is_unread())?;
        let named = |id: &str| {
            self.after
                .not_judged
                .iter()
                .any(|gap| gap.rule == id && gap.customer.as_deref() == self.customer && gap.because == self.found.path)
        };
        for rule in registry::all().filter(|rule| self.after.world.policy.is_in_force(rule)) {
            let about_customers = matches!(rule.run, Run::Customer(_) | Run::Both(..));
            let about_all = matches!(rule.run, Run::Archive(_) | Run::Both(..));
            let looks = rule.needs.contains(&kind) || rule.uses.contains(&kind);
            let due = if self.customer.is_some() { about_customers } else { about_all };
            if looks && due && !named(rule.id) {
                return Some(format!("{} looks at {} and is not named as not judged", rule.id, self.found.path));
            }
        }
        None
    }

    /// What cannot be read is said once, and nobody draws conclusions from its absence.
    fn nothing_is_made_up(&self) -> Option<String> {
        if !self.is_unread() {
            return None;
        }
        let said = self
            .after
            .findings
            .iter()
            .any(|finding| finding.rule == "ARC-05" && finding.level.key() == "error" && *finding.path == *self.found.path);
        if !said {
            return Some("the document is unread and no ARC-05 says why".to_owned());
        }
        // Without the key people or our staff people are called by their ids: the words may differ, not what is said where.
        let place = |finding: &Finding| (finding.rule, finding.path.to_string(), finding.start.line, finding.start.column);
        let before: BTreeSet<_> = self.before.findings.iter().map(place).collect();
        let is_new = |finding: &&Finding| *finding.path != *self.found.path && !before.contains(&place(finding));
        let new: Vec<String> =
            self.after.findings.iter().filter(is_new).filter(|finding| !self.was_covered(finding)).map(json_line).collect();
        (!new.is_empty()).then(|| format!("findings drawn from what could not be read: {new:#?}"))
    }

    /// A rule whose finding covered this one is not judged now: then this one is said itself.
    fn was_covered(&self, finding: &Finding) -> bool {
        let covering = registry::find(finding.rule).map_or(&[][..], |rule| rule.yields_to);
        self.after.not_judged.iter().any(|gap| covering.contains(&gap.rule) && gap.customer.as_deref() == finding.customer.as_deref())
    }

    fn faults(&self) -> Vec<String> {
        let all = [self.others_stay(), self.form_findings_stay(), self.gaps_are_named(), self.nothing_is_made_up()];
        let deleted = (self.deleted && self.is_unread()).then(|| "a document that is not there is called unread".to_owned());
        all.into_iter().flatten().chain(deleted).collect()
    }
}

fn hurt(root: &Path, found: &Found, harm: &Harm, dice: &mut Dice) -> bool {
    let path = root.join(&found.path);
    let text = fs::read_to_string(&path).expect("UTF-8");
    match (harm.1)(&text, dice) {
        Some(bytes) => fs::write(&path, bytes).expect("the file can be written"),
        None => fs::remove_file(&path).expect("the file can be deleted"),
    }
    !path.exists()
}

#[test]
fn a_defect_costs_one_document() {
    let copy = archive();
    let all = documents(copy.path());
    let planted = audited(copy.path()).findings.iter().filter(|finding| is_of_the_form(finding)).count();
    assert!(planted >= 10, "{planted}");
    hurt_one_by_one(copy.path(), &all, COUNT, 20_260_708);
}

#[test]
fn a_defect_of_a_register_costs_one_document() {
    let copy = registers();
    let mut all = documents(copy.path());
    all.retain(|(_, found)| found.kind.is_some_and(|kind| REGISTERS.contains(&kind)));
    let kinds: BTreeSet<DocKind> = all.iter().filter_map(|(_, found)| found.kind).collect();
    assert_eq!(kinds.len(), REGISTERS.len(), "{kinds:?}");
    hurt_one_by_one(copy.path(), &all, REGISTER_COUNT, 20_261_231);
}

fn hurt_one_by_one(root: &Path, all: &[(Option<String>, Found)], count: usize, seed: u64) {
    let before = audited(root);
    assert!(before.unread.is_empty(), "{:?}", before.unread);
    let mut dice = Dice(seed);
    let mut faults = Vec::new();
    let mut unread = 0;
    for number in 0..count {
        let harm = &HARMS[number % HARMS.len()];
        let (customer, found) = dice.of(all);
        let path = root.join(&found.path);
        let right = fs::read(&path).expect("the document is there");
        let deleted = hurt(root, found, harm, &mut dice);
        let hurt = fs::read(&path).unwrap_or_default();
        let after = audited(root);
        let trial = Trial { before: &before, after: &after, customer: customer.as_deref(), found, deleted };
        unread += usize::from(trial.is_unread());
        let has_words = !right.is_ascii();
        if has_words && UNREADABLE.contains(&harm.0) && !trial.is_unread() && !is_row_by_row(found) {
            faults.push(format!("{number}: {}, {}: read all the same", found.path, harm.0));
        }
        for fault in trial.faults() {
            faults.push(format!("{number}: {}, {}: {fault}\n{}", found.path, harm.0, difference(&right, &hurt)));
        }
        fs::write(&path, right).expect("the file can be written");
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n\n"));
    assert!(unread > count / 10, "only {unread} documents could not be read: the defects are too harmless");
}

/// Whether a wrong line costs that line alone.
fn is_row_by_row(found: &Found) -> bool {
    matches!(found.kind, Some(DocKind::Orders | DocKind::Quotes))
}

/// Every kind of register.
const REGISTERS: &[DocKind] = &[
    DocKind::Market,
    DocKind::MajorInfo,
    DocKind::Loan,
    DocKind::Incident,
    DocKind::Suggestion,
    DocKind::Submissions,
    DocKind::Targets,
    DocKind::Holidays,
    DocKind::Survey,
    DocKind::Complaint,
    DocKind::Feedback,
    DocKind::Reception,
    DocKind::Orders,
    DocKind::Quotes,
];

/// The archive with every preset, and records in every register of which something is to be said; two customers have them.
pub(crate) fn registers() -> tempfile::TempDir {
    let copy = archive();
    let root = copy.path();
    let settings = fs::read_to_string(root.join("kehu.toml")).expect("UTF-8");
    let some = "presets = [\"telecom-contractor\", \"tiered-sales\", \"key-account\"]";
    let all = "presets = [\"telecom-contractor\", \"tiered-sales\", \"key-account\", \"construction-group\", \"crm-discipline\"]";
    assert!(settings.contains(some));
    fs::write(root.join("kehu.toml"), settings.replace(some, all)).expect("the file can be written");
    let put = |file: &str, text: &str| {
        let path = root.join(file);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    };
    for customer in ["yunling-mobile", "starbridge"] {
        for (file, text) in CUSTOMER_REGISTERS {
            put(&format!("customers/{customer}/{file}"), text);
        }
    }
    for (file, text) in ARCHIVE_REGISTERS {
        put(file, text);
    }
    copy
}

const CUSTOMER_REGISTERS: &[(&str, &str)] = &[
    (
        "complaints/2026-05-16-cable.toml",
        "received_at = 2026-05-16T10:20:00\ntype = \"complaint\"\nfrom = \"网络部\"\ncontent = \"光缆中断\"\nfirst_handler = \"zhou-lan\"\n",
    ),
    (
        "complaints/2026-05-18-price.yaml",
        "received_at: 2026-05-18T10:20:00\ntype: query\ncontent: 询问报价\nfirst_handler: 周岚\nanswered_at: 2026-05-18T11:20:00\n",
    ),
    (
        "complaints/2025.toml",
        "[[records]]\nid = \"2025-05-16-cable\"\nreceived_at = 2025-05-16T10:20:00\ncontent = \"光缆中断\"\nfirst_handler = \"sun-tao\"\n\n[[records]]\nid = \"2025-06-16-bill\"\nreceived_at = 2025-06-16T10:20:00\ntype = \"finance\"\ncontent = \"对账\"\nfirst_handler = \"sun-tao\"\n",
    ),
    ("surveys/2025-08-01-half-year.toml", "surveyed_on = 2025-08-01\nscore = 95\nopinions = \"很好\"\n"),
    ("surveys/2026-06-01-half-year.toml", "surveyed_on = 2026-06-01\nscore = 70\nopinions = \"慢\"\n"),
    (
        "feedback/2026-05-01-crew.toml",
        "date = 2026-05-01\nfrom = \"网络部\"\nopinion = \"抢修慢\"\ncommitment = \"两小时到场\"\ndue = 2026-05-10\n",
    ),
    (
        "receptions/2026-05-06-visit.toml",
        "date = 2026-05-06\nvisitor_rank = \"top\"\nvisitors = \"总经理一行\"\napproved_by = \"sun-tao\"\n",
    ),
    (
        "orders.csv",
        "日期,订单号,项目,产品,金额,成本\n2024-12-31,A-0,管线,割接,10,1\n2025-01-31,A-1,管线,割接,10,1\n2025-03-01,A-2,管线,割接,10,1\n2025-09-01,A-3,管线,割接,4,5\n",
    ),
    ("quotes.csv", "日期,项目,金额,有效期至,报价人,状态\n2026-06-01,管线,5,,周岚,有效\n2026-06-02,管线,6,2026-07-08,林静,\n"),
];

const ARCHIVE_REGISTERS: &[(&str, &str)] = &[
    (
        "major-info/2026-06-20-merger.toml",
        "occurred_on = 2026-06-20\ncontent = \"采购权上收\"\nreported_to = [\"he-xin\"]\nreported_at = 2026-06-25T09:00:00\nmode = \"oral\"\n",
    ),
    ("major-info/2026-06-21-bid.yaml", "发生日期: 2026-06-21\n内容: 提前招标\n呈报对象: [吴芳]\n报告时间: 2026-06-21T09:00:00\n"),
    (
        "lending/2026-0009.toml",
        "card_no = \"2026-0009\"\nborrower = \"sun-tao\"\ncustomer = \"starbridge\"\nforms = [\"附表2\"]\npurpose = \"准备拜访\"\nlent_on = 2026-06-01\ndue_back = 2026-06-20\napproved_by = \"wu-fang\"\n",
    ),
    ("incidents/2026-05-02-lost.toml", "date = 2026-05-02\nwhat = \"遗失附表2\"\nperson = \"sun-tao\"\n"),
    (
        "suggestions/2026-Q1-yunling-mobile.toml",
        "period = \"2026-Q1\"\ncustomer = \"yunling-mobile\"\nissue = \"附表2 不全\"\nsuggestion = \"补齐\"\ndue = 2026-04-20\nissued_on = 2026-04-02\nissued_by = \"he-xin\"\ncopies_to = [\"he-xin\"]\nstatus = \"open\"\n",
    ),
    (
        "submissions/2026-03.toml",
        "[[submissions]]\nkind = \"statistics\"\nunit = \"西南大区\"\nsubmitted_on = 2026-03-24\n\n[[submissions]]\nkind = \"customer_analysis\"\ncustomer = \"starbridge\"\nby = \"chen-li\"\nsubmitted_on = 2026-03-24\n",
    ),
    (
        "targets/2026.toml",
        "[[staff]]\nstaff = \"zhou-lan\"\nsales = 1000\n\n[[customers]]\ncustomer = \"yunling-mobile\"\nsales = 1000\n\n[[customers]]\ncustomer = \"starbridge\"\nsales = 500\n\n[[products]]\nproduct = \"割接\"\nsales = 900\n\n[[categories]]\ncategory = \"operator\"\nshare = 10\n",
    ),
    (
        "holidays.toml",
        "[[days]]\ndate = 2026-05-01\nkind = \"holiday\"\nname = \"劳动节\"\n\n[[days]]\ndate = 2026-05-09\nkind = \"workday\"\nname = \"调休\"\n",
    ),
];

/// The first line that differs, for the message.
fn difference(right: &[u8], hurt: &[u8]) -> String {
    let (right, hurt) = (String::from_utf8_lossy(right), String::from_utf8_lossy(hurt));
    let pair = right.lines().zip(hurt.lines()).enumerate().find(|(_, (a, b))| a != b);
    pair.map_or_else(|| "cut off".to_owned(), |(at, (a, b))| format!("  line {}: {a}\n  became: {b}", at + 1))
}

/// A kind of document that can be hurt is one that rules know.
#[test]
fn every_kind_of_document_of_the_example_takes_part() {
    let copy = archive();
    let kinds: BTreeSet<DocKind> = documents(copy.path()).iter().filter_map(|(_, found)| found.kind).collect();
    assert!(kinds.len() >= 11, "{kinds:?}");
}
