using CoreTop.Kernel.Bpf;

namespace CoreTop.Tests.Kernel.Bpf;

public sealed class ActiveCpusTests
{
    private readonly Dictionary<int, ulong> _masks = [];
    private readonly List<int> _asked = [];
    private ulong _online = 0b1111;

    [Fact]
    public void One_task_with_all_cpus_is_enough_where_all_are_active()
    {
        Assert.Equal([0b1111, 0b0011, 0b1111], Kept(0b1111, 0b0011, 0b1111));
        Assert.Equal([1], _asked);
    }

    [Fact]
    public void Cpus_that_two_tasks_miss_are_left_out_and_nobody_is_asked_about_them_again()
    {
        _online = 0b0111;

        Assert.Equal([0b0111, 0b0111, 0b0111, 0b0100], Kept(0b1111, 0b1111, 0b1111, 0b1100));
        Assert.Equal([1, 2], _asked);
    }

    [Fact]
    public void A_task_whose_mask_was_changed_meanwhile_does_not_take_a_cpu_from_all_others()
    {
        _masks[1] = 0b0001;

        Assert.Equal([0b1111, 0b1111, 0b0110], Kept(0b1111, 0b1111, 0b0110));
    }

    [Fact]
    public void A_task_that_has_ended_says_nothing()
    {
        _masks[1] = 0;
        _online = 0b0111;

        Assert.Equal([0b0111, 0b0111, 0b0111], Kept(0b1111, 0b1111, 0b1111));
    }

    [Fact]
    public void Isolated_cpus_that_only_some_tasks_have_are_asked_about_at_those()
    {
        Assert.Equal([0b0011, 0b0100, 0b1000], Kept(0b0011, 0b0100, 0b1000));
        Assert.Equal([1, 2, 3], _asked);
    }

    // Tasks have the numbers 1, 2, 3 …
    private ulong[] Kept(params ulong[] masks)
    {
        var active = new ActiveCpus(words: 1, (tid, answer) =>
        {
            _asked.Add(tid);
            answer[0] = _masks.GetValueOrDefault(tid, masks[tid - 1]) & _online;
            return answer[0] != 0;
        });
        active.Begin();
        for (int i = 0; i < masks.Length; i++)
        {
            active.See(i + 1, [masks[i]]);
        }

        return
        [
            .. masks.Select(mask =>
            {
                ulong[] kept = [mask];
                active.Keep(kept);
                return kept[0];
            }),
        ];
    }
}
