using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Analysis.Watching;

public sealed class WatchedTaskTests
{
    private static readonly ProcessLoad Process = AnySnapshot.Process(7) with
    {
        Details = new ProcessDetails(0, "root", "guest", 0, CpuSet.Range(0, 7), LimitedBy: null, Cgroup: "/user.slice", CpuCgroup: "/jobs"),
    };

    [Fact]
    public void Where_version_1_holds_the_cpu_controller_weights_go_by_the_cgroup_there() =>
        Assert.Equal("/jobs", Watched(Process).Cgroup);

    [Fact]
    public void A_thread_in_a_cgroup_of_its_own_is_weighed_and_limited_there()
    {
        TaskLoad thread = Any.Snapshot(Any.Process(7, threads:
        [
            Any.Thread(7, 7),
            Any.Thread(8, 7) with { OwnCgroup = new TaskCgroup("/user.slice", "/jobs/vcpu0", CpuSet.Of(1), "/jobs/vcpu0", QuotaCgroup: null) },
        ])).Processes[0].Threads[1];

        WatchedTask watched = Watched(thread);

        Assert.Equal(("/jobs/vcpu0", "1", "/jobs/vcpu0"), (watched.Cgroup, watched.Limit?.ToString(), watched.LimitedBy));
    }

    private static WatchedTask Watched(TaskLoad task) =>
        new(task, Process, Run: 0, Wait: 0, Demand: 0, Reach.Of(task, CpuSet.Range(0, 7), CpuSet.Range(0, 7), CpuSet.Empty));
}
