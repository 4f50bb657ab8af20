//! Boxes below one another, each as near to its wish as the others allow.

/// A box with the height at which its middle would like to be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    /// The middle.
    pub(super) middle: f64,
    /// The box's height.
    pub(super) h: f64,
}

/// Boxes that touch one another: they move as one.
struct Block {
    top: f64,
    h: f64,
    /// Sum and number of the tops that its boxes wish for the block.
    wished: f64,
    count: f64,
    boxes: Vec<usize>,
}

/// The upper edge of each box: nothing above `least`, `gap` between two, the order by their wishes.
pub(super) fn placed(wishes: &[Wish], gap: f64, least: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|a, b| wishes[*a].middle.total_cmp(&wishes[*b].middle).then(a.cmp(b)));
    let mut blocks: Vec<Block> = Vec::new();
    for at in order {
        let top = wishes[at].middle - wishes[at].h / 2.0;
        blocks.push(Block { top: top.max(least), h: wishes[at].h, wished: top, count: 1.0, boxes: vec![at] });
        while let [.., upper, lower] = &blocks[..] {
            if upper.top + upper.h + gap <= lower.top {
                break;
            }
            let Some(lower) = blocks.pop() else { break };
            let Some(upper) = blocks.last_mut() else { break };
            let down = upper.h + gap;
            upper.wished += lower.wished - down * lower.count;
            upper.count += lower.count;
            upper.h = down + lower.h;
            upper.boxes.extend(lower.boxes);
            upper.top = (upper.wished / upper.count).max(least);
        }
    }
    let mut tops = vec![0.0; wishes.len()];
    for block in blocks {
        let mut y = block.top;
        for at in block.boxes {
            tops[at] = y;
            y += wishes[at].h + gap;
        }
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_to_the_wish_and_never_upon_each_other() {
        let wish = |middle| Wish { middle, h: 20.0 };
        assert_eq!(placed(&[wish(100.0), wish(10.0)], 10.0, 0.0), [90.0, 0.0]);
        // Both want the same place: they share the way.
        assert_eq!(placed(&[wish(100.0), wish(100.0)], 10.0, 0.0), [75.0, 105.0]);
        // Three at the top edge.
        assert_eq!(placed(&[wish(0.0), wish(0.0), wish(0.0)], 10.0, 5.0), [5.0, 35.0, 65.0]);
        assert!(placed(&[], 10.0, 0.0).is_empty());
    }
}
