//! SEC-01: only account managers and above borrow.

use crate::archive::{DocKind, Loaded};
use crate::findings::{Level, Safety};
use crate::form::reader::literal;
use crate::rules::{ArchiveScene, Levels, Rule, Run, Seed, When, ours, source};
use crate::say;
use crate::words::words;
use crate::world::{Rank, World};

pub(super) static RULE: Rule = Rule {
    id: "SEC-01",
    title: words("借阅人是客户经理或以上人员", "who borrows is an account manager or above"),
    sources: &[source(Seed::S000, "第十三条 2")],
    quote: "仅客户经理以上人员有权借阅客户档案",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Loan, DocKind::Staff],
    uses: &[],
    yields_to: &[],
    anchor: words("借阅卡的「借阅人」", "`borrower` of the card"),
    meaning: words(
        "借阅人的岗位（含兼任）至少是客户经理：客户经理 < 大区经理 = 市场部部长 < 公司领导 < 董事长/总经理；其他岗位都低于客户经理，信息管理员也在内。",
        "One of the borrower's roles is account manager or above: account manager < regional manager = marketing director < executive < chairman or general manager. All others stand below, the information administrator too.",
    ),
    remedy: words("请收回档案，由客户经理或以上人员借阅", "take the archive back; let an account manager or somebody above borrow it"),
    bad: "borrower = \"sun-tao\"   # 同事",
    good: "borrower = \"zhou-lan\"  # 客户经理",
    run: Run::Archive(run),
};

fn run(scene: &mut ArchiveScene<'_>) {
    let (world, archive): (&World, &Loaded) = (scene.world, scene.archive);
    let lang = scene.lang();
    for doc in super::loans(scene) {
        let field = &doc.record.borrower;
        // Somebody unknown, or whose role cannot be read, was reported where that is read.
        let Some(row) = field.get().filter(|one| one.known).and_then(|one| world.staff.row(&one.id)) else { continue };
        let Some(role) = row.role.value().filter(|_| row.rank() < Rank::AccountManager && !row.roles.is_bad()) else { continue };
        let id = row.id.get().map_or("", |id| id.as_str());
        let (name, role) = (ours::name(world, id), role.label(lang));
        let message = say!(
            lang,
            "借阅人{name}是{role}，只有客户经理或以上人员可以借阅客户档案",
            "the borrower {name} is {role}; only account managers and above may borrow an archive"
        );
        let customer = doc.record.customer.get().and_then(|one| archive.customers.iter().find(|folder| one.is(&folder.id)));
        let record = customer.and_then(|folder| folder.profile.as_ref()).map(|profile| &profile.record);
        let manager = record.and_then(|record| record.account_manager.get()).map_or("…", |manager| &manager.id);
        let right = literal(doc.info.syntax, manager);
        scene.find(&doc.info, field.span, "borrower", message).about(id).fix_value(field.span, right, Safety::Example);
    }
}
