using CoreTop.Analysis.Sharing;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Tests.Analysis.Sharing;

public sealed class BipartiteFlowTests
{
    [Fact]
    public void A_matching_is_as_large_as_the_best_of_all_possible_ones()
    {
        var random = new Random(20_240_501);
        for (int round = 0; round < 400; round++)
        {
            int tasks = random.Next(1, 9), cpus = random.Next(1, 9);
            ulong[] masks = [.. Enumerable.Range(0, tasks).Select(_ => (ulong)random.Next(0, 1 << cpus))];

            Assert.Equal(BestMatching(masks, 0, 0), Match(masks, cpus).Total);
        }
    }

    [Fact]
    public void A_flow_is_as_large_as_the_narrowest_cut()
    {
        var random = new Random(7);
        for (int round = 0; round < 400; round++)
        {
            int tasks = random.Next(1, 7), cpus = random.Next(1, 7);
            ulong[] masks = [.. Enumerable.Range(0, tasks).Select(_ => (ulong)random.Next(0, 1 << cpus))];
            int[] supply = [.. masks.Select(_ => random.Next(0, 3000))], room = [.. Enumerable.Range(0, cpus).Select(_ => random.Next(0, 1001))];
            var flow = new BipartiteFlow(tasks, cpus);
            for (int cpu = 0; cpu < cpus; cpu++)
            {
                flow.SetCapacity(cpu, room[cpu]);
            }

            for (int row = 0; row < tasks; row++)
            {
                flow.AddSupply(row, supply[row]);
                flow.Allow(row, CpuSet.FromWords([masks[row]]), CpuSet.Range(0, 63));
            }

            Assert.Equal(NarrowestCut(masks, supply, room), flow.Augment());
            Assert.Equal(flow.Total, Enumerable.Range(0, tasks).Sum(flow.Sent));
            for (int cpu = 0; cpu < cpus; cpu++)
            {
                (int Row, int Amount)[] into = [.. flow.FlowInto(cpu)];
                Assert.Equal(room[cpu] - flow.Room(cpu), into.Sum(each => each.Amount));
                Assert.All(into, each => Assert.True((masks[each.Row] >> cpu & 1) != 0 && each.Amount > 0));
            }
        }
    }

    [Fact]
    public void What_it_reaches_from_unmatched_tasks_violates_Halls_condition()
    {
        var random = new Random(3);
        int violators = 0;
        for (int round = 0; round < 400; round++)
        {
            int tasks = random.Next(1, 12), cpus = random.Next(1, 9);
            ulong[] masks = [.. Enumerable.Range(0, tasks).Select(_ => (ulong)random.Next(0, 1 << cpus))];
            BipartiteFlow matching = Match(masks, cpus);
            int[] reached = [.. Enumerable.Range(0, tasks).Where(matching.IsReached)];
            ulong neighbours = reached.Aggregate(0UL, (all, row) => all | masks[row]);

            Assert.Equal(tasks - matching.Total, reached.Length - (int)ulong.PopCount(neighbours));
            Assert.Equal(neighbours, matching.ReachedColumns[0]);
            violators += reached.Length > 0 ? 1 : 0;
        }

        Assert.True(violators > 50);
    }

    [Fact]
    public void A_task_that_holds_the_only_CPU_of_another_makes_room_over_two_steps()
    {
        // 0 may use {0}, 1 may use {0,1} and sits on 0, 2 may use {1,2} and sits on 1.
        var flow = new BipartiteFlow(3, 3);
        for (int cpu = 0; cpu < 3; cpu++)
        {
            flow.SetCapacity(cpu, 1);
            flow.AddSupply(cpu, 1);
        }

        flow.Allow(0, CpuSet.Of(0), CpuSet.Range(0, 2));
        flow.Allow(1, CpuSet.Of(0, 1), CpuSet.Range(0, 2));
        flow.Allow(2, CpuSet.Of(1, 2), CpuSet.Range(0, 2));
        flow.Send(1, 0, 1);
        flow.Send(2, 1, 1);

        Assert.Equal(3, flow.Augment());
        Assert.Equal([(0, 1)], flow.FlowInto(0));
        Assert.Equal([(1, 1)], flow.FlowInto(1));
        Assert.Equal([(2, 1)], flow.FlowInto(2));
    }

    [Fact]
    public void No_more_can_be_sent_by_hand_than_a_CPU_has_room_for()
    {
        var flow = new BipartiteFlow(1, 1);
        flow.SetCapacity(0, 1);
        flow.AddSupply(0, 2);
        flow.Send(0, 0, 1);

        Assert.Throws<InvalidOperationException>(() => flow.Send(0, 0, 1));
    }

    [Fact]
    public void Crowds_are_connected_and_disjoint_and_add_up_to_what_is_unmatched()
    {
        var random = new Random(11);
        for (int round = 0; round < 200; round++)
        {
            int tasks = random.Next(1, 14), cpus = random.Next(2, 9);
            List<TaskClass> classes = [];
            ulong[] masks = [.. Enumerable.Range(0, tasks).Select(_ => (ulong)random.Next(1, 1 << cpus) & (ulong)random.Next(1, 1 << cpus))];
            foreach (ulong mask in masks)
            {
                var set = CpuSet.FromWords([mask]);
                var each = new TaskClass(set, set);
                each.Tasks.Add(new WatchedTask(null!, null!, 1, 0, 1, default));
                classes.Add(each);
            }

            BipartiteFlow matching = Match(masks, cpus);
            List<Crowd> crowds = CrowdFinder.Find(classes, matching, each => each.Allowed);

            Assert.Equal(tasks - matching.Total, crowds.Sum(crowd => crowd.Unmatched));
            Assert.All(crowds, crowd => Assert.Equal(crowd.Unmatched, crowd.Tasks.Length - crowd.Cpus.Count));
            Assert.All(crowds, crowd => Assert.Equal(1, crowds.Count(other => other.Cpus.Overlaps(crowd.Cpus) || ReferenceEquals(other, crowd))));
        }
    }

    private static BipartiteFlow Match(ulong[] masks, int cpus)
    {
        var flow = new BipartiteFlow(masks.Length, cpus);
        for (int cpu = 0; cpu < cpus; cpu++)
        {
            flow.SetCapacity(cpu, 1);
        }

        for (int row = 0; row < masks.Length; row++)
        {
            flow.AddSupply(row, 1);
            flow.Allow(row, CpuSet.FromWords([masks[row]]), CpuSet.Range(0, 63));
        }

        flow.Augment();
        return flow;
    }

    private static int BestMatching(ulong[] masks, int row, ulong used)
    {
        if (row == masks.Length)
        {
            return 0;
        }

        int best = BestMatching(masks, row + 1, used);
        for (ulong free = masks[row] & ~used; free != 0; free &= free - 1)
        {
            best = Math.Max(best, 1 + BestMatching(masks, row + 1, used | (free & ~(free - 1))));
        }

        return best;
    }

    // The smallest cut separates some tasks with all their CPUs from the rest.
    private static int NarrowestCut(ulong[] masks, int[] supply, int[] room)
    {
        int narrowest = int.MaxValue;
        for (int kept = 0; kept < 1 << masks.Length; kept++)
        {
            int cut = 0;
            ulong cpus = 0;
            for (int row = 0; row < masks.Length; row++)
            {
                bool isKept = (kept >> row & 1) != 0;
                cut += isKept ? 0 : supply[row];
                cpus |= isKept ? masks[row] : 0;
            }

            narrowest = Math.Min(narrowest, cut + room.Where((_, cpu) => (cpus >> cpu & 1) != 0).Sum());
        }

        return narrowest;
    }
}
