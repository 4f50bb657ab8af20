//! F1-04: every site names at least one important contact.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::SiteKind;
use crate::form::kind::Text;
use crate::rules::{Default, Levels, Param, Rule, Run, Scene, Seed, Strict, When, source};
use crate::say;
use crate::source::Syntax;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F1-04",
    title: words("每个机构至少一名重要联系人", "every site has an important contact"),
    sources: &[source(Seed::S000, "附表1 说明3")],
    quote: "指各客户公司中旳核心人物姓名及其职务",
    level: Levels::Fixed(Level::Warning),
    lesser: None,
    when: When::Check,
    params: &[Param {
        name: "min_contacts_hq",
        default: Default::Int(1),
        strict: Strict::High,
        unit: words("人", "persons"),
        what: words(
            "公司总部至少几名重要联系人（纸质表格有三栏）；其他机构至少一名",
            "least number of contacts of the headquarters (the paper form has room for three); any other site needs one",
        ),
    }],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words("机构的「重要联系人」；没有这一项时为机构的第一行", "`contacts` of the site; where it is missing the site's first line"),
    meaning: words(
        "附表1 的每个机构至少写一名重要联系人，公司总部至少 min_contacts_hq 名。",
        "Every site of form 1 names at least one contact, the headquarters at least min_contacts_hq.",
    ),
    remedy: words("请写上该机构的重要联系人（关键人物的编号）和电话", "name the site's contacts (ids of key people) with their phones"),
    bad: "[[sites]]\nkind = \"branch\"\nname = \"云岭移动春城分公司\"\ncontacts = []",
    good: "contacts = [\n  { person = \"duan-yunfei\", office = \"0990-5550201\" },\n]",
    run: Run::Customer(run),
};

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = &scene.customer.profile else { return };
    let Some(sites) = doc.record.sites.get().filter(|_| doc.whole) else { return };
    for site in sites.iter() {
        let Some(contacts) = site.contacts.get() else { continue };
        let min = if site.kind.value() == Some(SiteKind::Headquarters) { scene.param("min_contacts_hq") } else { 1 };
        let count = contacts.len();
        if i64::try_from(count).unwrap_or(i64::MAX) >= min {
            continue;
        }
        let name = site.name.get().map_or("", Text::as_str);
        let message = say!(
            scene.lang(),
            "「{name}」只有 {count} 名重要联系人，至少要 {min} 名",
            "important contacts of `{name}`: {count}; the least is {min}"
        );
        let finding = scene.find(&doc.info, site.contacts.span, "sites.contacts", message);
        if count == 0 && doc.info.syntax == Syntax::Toml {
            finding.fix_value(site.contacts.span, "[{ person = \"…\", office = \"…\" }]".to_owned(), Safety::Example);
        }
    }
}
