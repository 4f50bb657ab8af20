//! F1-02: exactly one site is the headquarters.

use crate::archive::DocKind;
use crate::findings::{Level, Safety};
use crate::form::choices::{Lifecycle, SiteKind, Tier};
use crate::form::kind::Text;
use crate::form::reader::literal;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "F1-02",
    title: words("有且只有一个公司总部", "exactly one site is the headquarters"),
    sources: &[source(Seed::S000, "附表1")],
    quote: "公司总部",
    level: Levels::By(level),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Customer],
    uses: &[],
    yields_to: &[],
    anchor: words(
        "第二个「公司总部」的类别；一个也没有时为第一个机构的类别",
        "the kind of the second headquarters; where there is none, of the first site",
    ),
    meaning: words(
        "附表1 的机构中，类别为「公司总部」的恰好一个，其余为分支机构或子公司。潜在客户和意向客户为警告，其余为错误。",
        "Among the sites of form 1 exactly one is of the kind `headquarters`; the others are branches or subsidiaries. A warning for potential and interested customers, else an error.",
    ),
    remedy: words("请把公司总部写成 kind = \"headquarters\"，只写一个", "give exactly one site the kind `headquarters`"),
    bad: "[[sites]]\nkind = \"branch\"\nname = \"云岭移动省公司\"",
    good: "[[sites]]\nkind = \"headquarters\"\nname = \"云岭移动省公司\"",
    run: Run::Customer(run),
};

fn level(lifecycle: Option<Lifecycle>, _: Option<Tier>) -> Level {
    match lifecycle {
        Some(Lifecycle::Potential | Lifecycle::Interested) => Level::Warning,
        _ => Level::Error,
    }
}

fn run(scene: &mut Scene<'_>) {
    let Some(doc) = &scene.customer.profile else { return };
    let Some(sites) = doc.record.sites.get().filter(|_| doc.whole) else { return };
    let lang = scene.lang();
    let mut heads = sites.iter().filter(|site| site.kind.value() == Some(SiteKind::Headquarters));
    let field = "sites.kind";
    let Some(first) = heads.next() else {
        // A kind that is missing or wrong may be the one: it was reported where it is read.
        let Some(site) = sites.iter().next().filter(|_| sites.iter().all(|site| site.kind.value().is_some())) else { return };
        let count = sites.len();
        let message = say!(lang, "{count} 个机构中没有公司总部", "none of the {count} sites is the headquarters");
        let right = literal(doc.info.syntax, SiteKind::Headquarters.key());
        scene.find(&doc.info, site.kind.span, field, message).fix_value(site.kind.span, right, Safety::Example);
        return;
    };
    let Some(second) = heads.next() else { return };
    let count = 2 + heads.count();
    let name = |site: &crate::form::customer::Site| site.name.get().map_or("", Text::as_str).to_owned();
    let (one, two) = (name(first), name(second));
    let message = say!(
        lang,
        "写了 {count} 个公司总部（「{one}」「{two}」），只能有一个",
        "{count} sites are the headquarters (`{one}`, `{two}`); there is only one"
    );
    let right = literal(doc.info.syntax, SiteKind::Branch.key());
    scene.find(&doc.info, second.kind.span, field, message).fix_value(second.kind.span, right, Safety::Example);
}
