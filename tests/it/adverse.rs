//! Archives that nobody has in mind while writing a rule: parameters at their limits, odd days, archives of the first day.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use kehu::archive::Loaded;
use kehu::archive::load::{self, Judge, Scope};
use kehu::rules::{Default, registry};
use kehu::words::Lang;

use crate::archive::{audited, replace};
use crate::support::copy_of;

/// Every preset there is.
const ALL: &str = r#"presets = ["telecom-contractor", "tiered-sales", "key-account", "construction-group", "crm-discipline"]"#;
/// The presets of the example.
const SOME: &str = r#"presets = ["telecom-contractor", "tiered-sales", "key-account"]"#;

fn judged(root: &Path, how: Judge) -> Loaded {
    let base = load::base(root, Some(Lang::Zh), Lang::Zh);
    load::load(root, base, &Scope::default(), how).expect("the archive can be listed")
}

fn on(root: &Path, day: &str) -> Loaded {
    judged(root, Judge::Audit(day.parse::<NaiveDate>().expect("a day")))
}

fn write(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

/// Findings of one rule, a line each.
fn of(loaded: &Loaded, rule: &str) -> Vec<String> {
    let own = loaded.findings.iter().filter(|finding| finding.rule == rule);
    own.map(|finding| format!("{}:{} {}", finding.path, finding.start.line, finding.message)).collect()
}

/// The example with every preset, the rules from outside the seeds, and a record in each register.
fn full() -> tempfile::TempDir {
    let copy = copy_of("examples/telecom");
    let root = copy.path();
    replace(root, "kehu.toml", SOME, ALL);
    let settings = fs::read_to_string(root.join("kehu.toml")).expect("UTF-8");
    let outside = ["COV-09", "GFT-01", "PII-01", "PII-02", "PII-03"].map(|rule| format!("\"{rule}\" = \"info\"\n")).concat();
    write(root, "kehu.toml", &format!("{settings}\n[rules]\n{outside}"));
    let of = |file: &str| format!("customers/yunling-mobile/{file}");
    let orders = "date,order,project,product,amount,cost\n2022-12-31,,,割接,1,\n2025-02-28,A-1,,割接,20,25\n2026-06-30,A-2,,割接,-4,1\n";
    write(root, &of("orders.csv"), orders);
    write(root, &of("quotes.csv"), "date,project,amount,valid_until,by,status\n2026-06-01,甲,5,,,\n2026-06-02,甲,6,2026-07-08,,\n");
    write(root, &of("feedback/2026-05-01-a.toml"), "date = 2026-05-01\nopinion = \"慢\"\ncommitment = \"快\"\ndue = 2026-05-10\n");
    write(root, &of("receptions/2026-05-01-a.toml"), "date = 2026-05-01\nvisitor_rank = \"top\"\n");
    for (at, kind) in ["query", "complaint"].iter().enumerate() {
        let text = format!("received_at = 2026-05-16T10:20:00\ntype = \"{kind}\"\ncontent = \"问\"\nfirst_handler = \"zhou-lan\"\n");
        write(root, &of(&format!("complaints/2026-05-16-{at}.toml")), &text);
    }
    write(root, "submissions/2026-03.toml", "[[submissions]]\nkind = \"statistics\"\nsubmitted_on = 2026-03-25\n");
    let targets = "[[customers]]\ncustomer = \"yunling-mobile\"\nsales = 1000\n[[products]]\nproduct = \"割接\"\nsales = 1000\n";
    write(root, "targets/2026.toml", targets);
    copy
}

#[test]
fn parameters_at_their_limits_are_survived() {
    let copy = full();
    let settings = fs::read_to_string(copy.path().join("kehu.toml")).expect("UTF-8");
    let numbers = || registry::all().flat_map(|rule| rule.params.iter().map(move |param| (rule, param)));
    for value in ["0", "1", "1000000"] {
        let all: String = numbers()
            .filter(|(_, param)| matches!(param.default, Default::Int(_) | Default::Tenths(_)))
            .map(|(rule, param)| format!("{}.{} = {value}\n", rule.id, param.name))
            .collect();
        write(copy.path(), "kehu.toml", &format!("{settings}\n[params]\n{all}"));
        let loaded = audited(copy.path());
        assert!(loaded.findings.iter().all(|finding| finding.field != "params"), "{value} is no value of a parameter");
    }
    for value in ["1000001", "9223372036854775807", "79228162514264337593543950335"] {
        write(copy.path(), "kehu.toml", &format!("{settings}\n[params]\nCAD-03.grace_days = {value}\n"));
        let loaded = audited(copy.path());
        let said = loaded.findings.iter().any(|finding| finding.field == "params" && finding.message.contains("不能大于 1000000"));
        assert!(said, "{value}: {:?}", of(&loaded, "ARC-05"));
    }
}

#[test]
fn any_day_is_survived() {
    let copy = full();
    for day in
        ["0001-01-01", "1970-01-01", "2024-02-29", "2025-12-31", "2026-01-01", "2026-03-31", "2026-04-01", "2028-02-29", "9999-12-31"]
    {
        assert!(on(copy.path(), day).files > 0, "{day}");
    }
}

/// Three potential customers, one of ours, and settings that say no more than which presets there are.
fn thin() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(
        root,
        "kehu.toml",
        &format!("format = 1\n[company]\nname = \"甲公司\"\nshort_name = \"甲\"\namount_unit = \"万元\"\n[regulation]\n{ALL}\n"),
    );
    write(root, "staff.toml", "[[staff]]\nid = \"an\"\nname = \"安\"\ntitle = \"客户经理\"\nrole = \"account_manager\"\n");
    for at in 1..=3 {
        let customer = format!(
            "unit_name = \"客户{at}\"\ncategory = \"operator\"\naccount_manager = \"an\"\nlifecycle = \"potential\"\ntier = \"reserve\"\nestablished_on = 2026-07-02\n[[sites]]\nkind = \"headquarters\"\nname = \"总部\"\nlocation = \"某市\"\ncontacts = [{{ person = \"p{at}\", office = \"0990-555000{at}\" }}]\n"
        );
        write(root, &format!("customers/c{at}/customer.toml"), &customer);
        let people = format!(
            "[[people]]\nid = \"p{at}\"\nname = \"人{at}\"\ntitle = \"主任\"\nrole = \"user\"\nstatus = \"neutral\"\nours = [\"an\"]\nassessed_on = 2026-07-02\n"
        );
        write(root, &format!("customers/c{at}/key-people.toml"), &people);
        write(root, &format!("customers/c{at}/people/p{at}.toml"), "source_level = 3\nrecorded_on = 2026-07-02\n");
    }
    folder
}

#[test]
fn a_thin_archive_of_potential_customers_has_no_errors_before_anything_falls_due() {
    let folder = thin();
    for day in ["2026-07-02", "2026-07-08", "2026-07-25", "2026-07-31"] {
        let loaded = on(folder.path(), day);
        let errors: Vec<String> = loaded
            .findings
            .iter()
            .filter(|finding| finding.level.key() == "error")
            .map(|finding| format!("{} {}: {}", finding.rule, finding.path, finding.message))
            .collect();
        assert!(errors.is_empty(), "{day}: {errors:#?}");
        for rule in ["CLS-08", "PLN-02", "SAT-01", "SVC-08", "ARC-01", "CAD-03", "VIS-01"] {
            assert_eq!(of(&loaded, rule), Vec::<String>::new(), "{day}");
        }
    }
    let later = on(folder.path(), "2026-08-08");
    assert_eq!(of(&later, "CAD-01").len(), 1, "August began when they were there");
}

/// Without a clock nobody knows what the orders of the last twelve months come to.
#[test]
fn a_check_says_nothing_of_a_trade_that_only_an_audit_can_add_up() {
    let folder = thin();
    let file = "customers/c1/customer.toml";
    replace(folder.path(), file, "lifecycle = \"potential\"\ntier = \"reserve\"", "lifecycle = \"prospective\"\ntier = \"key\"");
    write(folder.path(), "customers/c1/orders.csv", "date,amount\n2026-06-30,20\n");
    for rule in ["CLS-01", "CLS-02"] {
        assert_eq!(of(&judged(folder.path(), Judge::Check), rule), Vec::<String>::new(), "check");
        assert_eq!(of(&on(folder.path(), "2026-07-08"), rule), Vec::<String>::new(), "audit");
    }
    write(folder.path(), "customers/c1/orders.csv", "date,amount\n2025-07-08,20\n");
    assert_eq!(of(&on(folder.path(), "2026-07-08"), "CLS-01").len(), 1, "more than twelve months ago");
}

/// Since when the regulation is in effect stands in `kehu.toml`: where that cannot be read, nobody is blamed for the time before.
#[test]
fn without_the_settings_nobody_is_blamed_for_the_time_before_the_regulation() {
    let copy = copy_of("examples/telecom");
    let root = copy.path();
    replace(root, "kehu.toml", "effective_from = 2024-01-01", "effective_from = 2026-07-01");
    let said = |loaded: &Loaded| -> Vec<String> {
        let rules = loaded.findings.iter().filter(|finding| finding.path.starts_with("customers/"));
        rules.map(|finding| format!("{} {}:{}", finding.rule, finding.path, finding.start.line)).collect()
    };
    let before = said(&audited(root));
    let text = fs::read_to_string(root.join("kehu.toml")).expect("UTF-8");
    fs::write(root.join("kehu.toml"), encoding_rs::GBK.encode(&text).0).expect("the file can be written");
    let loaded = audited(root);
    assert_eq!(loaded.unread.len(), 1);
    let new: Vec<String> = said(&loaded).into_iter().filter(|finding| !before.contains(finding)).collect();
    assert!(new.is_empty(), "{new:#?}");
}

/// What a form's own rule asks for, and the format does not, may be left out where the rule is not in force.
#[test]
fn only_the_regulation_asks_for_contacts_and_purposes() {
    let folder = thin();
    let file = "customers/c1/customer.toml";
    replace(folder.path(), file, "contacts = [{ person = \"p1\", office = \"0990-5550001\" }]\n", "");
    let plan = "year = 2026\nauthor = \"an\"\n\n[contact_plan]\n\n[action_plan]\n\n[revenue_plan]\n";
    write(folder.path(), "customers/c1/plans/2026.toml", plan);
    let rules = |loaded: &Loaded| -> Vec<&'static str> {
        let own = loaded.findings.iter().filter(|finding| finding.path.contains("/c1/") && finding.message.starts_with("缺少"));
        own.map(|finding| finding.rule).collect()
    };
    assert_eq!(rules(&judged(folder.path(), Judge::Check)), ["F1-04", "F6-01", "F7A-01", "F7B-01"]);
    replace(folder.path(), "kehu.toml", ALL, "presets = [\"tiered-sales\", \"key-account\"]");
    assert_eq!(rules(&judged(folder.path(), Judge::Check)), Vec::<&str>::new());
}

/// A rule about the whole archive says of which customer it could not judge, once even where it looks at each customer as well.
#[test]
fn rules_about_the_archive_name_the_customer_that_could_not_be_read() {
    let copy = full();
    write(copy.path(), "customers/yunling-mobile/orders.csv", "什么,都,不是\n");
    let loaded = on(copy.path(), "2026-07-08");
    let orders = loaded.not_judged.iter().filter(|one| one.because.ends_with("orders.csv"));
    let named: Vec<(&str, Option<&str>)> = orders.map(|one| (one.rule, one.customer.as_deref())).collect();
    assert!(named.contains(&("CLS-09", Some("yunling-mobile"))), "{named:?}");
    let mut once = named.clone();
    once.dedup();
    assert_eq!(named, once);
}
