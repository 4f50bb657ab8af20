//! ARC-01: the archive of a customer has the documents that its stage asks for.

use std::sync::Arc;

use crate::archive::{CustomerFolder, DocKind};
use crate::findings::Level;
use crate::form::choices::Lifecycle;
use crate::form::reader::DocInfo;
use crate::rules::{Levels, Rule, Run, Scene, Seed, When, source};
use crate::say;
use crate::source::Span;
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "ARC-01",
    title: words("档案具备本阶段的基本资料", "the archive has the documents that the customer's stage asks for"),
    sources: &[source(Seed::S000, "第十二条 2"), source(Seed::S000, "第十条 3")],
    quote: "客户经理必须建立、健全客户基本资料档案",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Audit,
    params: &[],
    needs: &[],
    uses: &[DocKind::Customer, DocKind::KeyPeople, DocKind::Person, DocKind::Insight, DocKind::Plan],
    yields_to: &[],
    anchor: words(
        "客户基本状况表的「客户阶段」；没有该表时为客户的其他文件",
        "`lifecycle` of the customer; without that form another document of the customer",
    ),
    meaning: words(
        "每种资料至少一份：潜在客户、意向客户要有附表1（customer）和附表3、4（key-people）；准客户还要有附表5（insight）；签约客户、已开发客户、合作伙伴客户还要有附表2（people）和客户计划（plans）。加密的附表2 也算。",
        "At least one document of each kind: potential and interested customers have form 1 (customer) and forms 3 and 4 (key-people); prospective ones also form 5 (insight); contracted, developed and partner ones also form 2 (people) and a plan (plans). An encrypted sheet counts.",
    ),
    remedy: words("请建立所缺的文件", "make the missing document"),
    bad: "customers/yunling-mobile/   # 已开发客户，没有 insight.toml\n  customer.toml  key-people.toml  people/  plans/",
    good: "customers/yunling-mobile/\n  customer.toml  key-people.toml  people/  insight.toml  plans/",
    run: Run::Customer(run),
};

/// What a customer of this stage has.
const fn wanted(lifecycle: Option<Lifecycle>) -> &'static [DocKind] {
    const FIRST: &[DocKind] = &[DocKind::Customer, DocKind::KeyPeople];
    const THEN: &[DocKind] = &[DocKind::Customer, DocKind::KeyPeople, DocKind::Insight];
    const ALL: &[DocKind] = &[DocKind::Customer, DocKind::KeyPeople, DocKind::Person, DocKind::Insight, DocKind::Plan];
    match lifecycle {
        None | Some(Lifecycle::Potential | Lifecycle::Interested) => FIRST,
        Some(Lifecycle::Prospective) => THEN,
        Some(Lifecycle::Contracted | Lifecycle::Developed | Lifecycle::Partner) => ALL,
    }
}

fn is_absent(folder: &CustomerFolder, kind: DocKind) -> bool {
    match kind {
        DocKind::Customer => folder.profile.is_none(),
        DocKind::KeyPeople => folder.key_people.is_none(),
        DocKind::Person => folder.sheets.is_empty() && folder.sealed.is_empty(),
        DocKind::Insight => folder.insight.is_none(),
        DocKind::Plan => folder.plans.is_empty(),
        _ => false,
    }
}

/// Whether ARC-01 names this kind of document as wholly absent, so that no other rule has to (definitions G6).
pub(in crate::rules) fn demands(scene: &Scene<'_>, kind: DocKind) -> bool {
    is_absent(scene.customer, kind) && wanted(scene.lifecycle()).contains(&kind) && scene.world.policy.is_in_force(&RULE)
}

/// Where to point: the stage; without form 1 the first document that there is; without any the regulation.
fn place(scene: &Scene<'_>) -> (Arc<DocInfo>, Span, &'static str) {
    let folder = scene.customer;
    if let Some(doc) = &folder.profile {
        return (doc.info.clone(), doc.record.lifecycle.or(doc.record.head), "lifecycle");
    }
    let infos = folder.key_people.iter().map(|doc| &doc.info).chain(folder.insight.iter().map(|doc| &doc.info));
    let infos = infos.chain(folder.plans.iter().map(|doc| &doc.info)).chain(folder.sheets.iter().map(|doc| &doc.info));
    let mut infos = infos.chain(folder.reports.iter().map(|doc| &doc.info));
    if let Some(info) = infos.next() {
        return (info.clone(), Span::default(), "");
    }
    let settings = scene.world.settings_info.as_ref();
    let path = settings.map_or_else(|| "kehu.toml".into(), |info| info.path.clone());
    let syntax = settings.map_or(crate::source::Syntax::Toml, |info| info.syntax);
    let span = scene.world.settings.regulation.key_span;
    (Arc::new(DocInfo { path, customer: Some(folder.id.clone()), syntax }), span, "regulation")
}

fn run(scene: &mut Scene<'_>) {
    let folder = scene.customer;
    let lifecycle = scene.lifecycle();
    // PLN-02 names the missing plan of an important customer.
    let named = folder.plans.is_empty() && crate::rules::plans::missing_plan_is_reported(scene);
    let is_missing = |kind: &DocKind| is_absent(folder, *kind) && !(named && *kind == DocKind::Plan);
    let mut missing = wanted(lifecycle).iter().copied().filter(is_missing).peekable();
    if missing.peek().is_none() {
        return;
    }
    let lang = scene.lang();
    let (info, span, field) = place(scene);
    let id = &folder.id;
    for kind in missing {
        let title = kind.title().get(lang);
        let stage = lifecycle.map_or_else(|| say!(lang, "每个客户", "every customer"), |stage| stage.label(lang).to_owned());
        let message = say!(lang, "{stage}应有「{title}」，没有这份文件", "{stage}: `{title}` is asked for, and there is none");
        let file = match kind {
            DocKind::Customer => "customer.toml",
            DocKind::KeyPeople => "key-people.toml",
            DocKind::Person => "people/….toml",
            DocKind::Insight => "insight.toml",
            _ => "plans/….toml",
        };
        let form = kind.form_name().unwrap_or_default();
        let help = say!(
            lang,
            "请建立 customers/{id}/{file}，写法见 `kehu explain {form}`",
            "make customers/{id}/{file}; `kehu explain {form}` says how"
        );
        // The kind is the subject: a missing plan covers nothing about the sheets.
        let subject = kind.folder().or_else(|| kind.spec().map(|spec| spec.name)).unwrap_or_default();
        scene.find(&info, span, field, message).help(help).about(subject);
    }
}
