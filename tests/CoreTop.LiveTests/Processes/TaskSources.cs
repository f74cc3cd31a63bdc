using CoreTop.Kernel;
using CoreTop.Model.Sampling;

namespace CoreTop.LiveTests.Processes;

/// <summary>By what a test has tasks read.</summary>
internal static class TaskSources
{
    /// <summary>Has tasks read by BPF or by files from now on, or skips the test where they cannot be.</summary>
    public static void ReadTasks(this Machine machine, bool byBpf)
    {
        machine.AllowsBpf = () => byBpf;
        machine.InsistOnBpf();

        // The first reading is by files in any case.
        machine.Read(SampleRequest.Ordinary);
        Assert.SkipUnless(machine.Read(SampleRequest.Ordinary)!.IsReadByBpf == byBpf, "tasks cannot be read by BPF here");
    }
}
