using System.Text;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Kernel.Proc;

public sealed class TaskStatTests
{
    // Fields 3 to 52, as a kernel prints them.
    private const string Rest =
        "R 28956 28977 28956 34816 28977 4194304 100 3 2 4 7475 25 5 6 20 -5 3 0 118000 534773760 56320 18446744073709551615 "
        + "1 1 0 0 0 0 0 16781312 2 0 0 0 17 35 0 3 0 0 0 0 0 0 0 0 0 0 0";

    [Fact]
    public void Each_field_is_taken_from_its_place() => Assert.Equal(
        new TaskStat(
            new TaskFacts
            {
                Key = new TaskKey(28977, 118000),
                State = TaskState.Running,
                Policy = SchedPolicy.Batch,
                Priority = 20,
                RealTimePriority = 0,
                Nice = -5,
                LastCpu = new CpuId(35),
                Mobility = TaskMobility.Movable,
                Session = new TaskSession(28977, 28956, 34816, 28977),
                Faults = new PageFaults(100, 2),
            },
            7..13, ParentPid: 28956, Flags: 4194304, new ChildUse(new PageFaults(3, 4), 5, 6), UserTicks: 7475, SystemTicks: 25,
            ThreadCount: 3, VirtualBytes: 534773760, ResidentPages: 56320),
        Parse($"28977 (python) {Rest}\n"));

    [Theory]
    [InlineData("python")]
    [InlineData("ab) S 1 2 3")]
    [InlineData("x\ny z")]
    [InlineData("((")]
    [InlineData(")")]
    [InlineData("\u001b[31m")]
    [InlineData("")]
    [InlineData("kworker/u8:3-events_unbound")]
    public void A_name_may_hold_anything(string name)
    {
        byte[] text = Encoding.UTF8.GetBytes($"7 ({name}) {Rest}\n");

        TaskStat stat = TaskStat.Parse(text);

        Assert.Equal(name, Encoding.UTF8.GetString(text.AsSpan()[stat.NameRange]));
        Assert.Equal((7, TaskState.Running, new CpuId(35)), (stat.Tid, stat.State, stat.Facts.LastCpu));
    }

    [Fact]
    public void A_name_that_is_no_utf8_keeps_its_bytes()
    {
        byte[] text = [.. "7 (a\xff"u8[..^2], 0xff, 0xfe, .. Encoding.ASCII.GetBytes($") {Rest}\n")];

        Assert.Equal([(byte)'a', 0xff, 0xfe], text[TaskStat.Parse(text).NameRange]);
    }

    [Fact]
    public void Fields_that_kernels_may_add_do_not_matter() =>
        Assert.Equal(Parse($"7 (a) {Rest}"), Parse($"7 (a) {Rest} 1 2 3\n"));

    [Fact]
    public void Resident_pages_below_zero_are_none() =>
        Assert.Equal(0UL, Parse($"7 (a) {Rest.Replace(" 56320 ", " -3 ", StringComparison.Ordinal)}").ResidentPages);

    [Fact]
    public void A_line_cut_off_anywhere_before_field_41_is_refused()
    {
        string line = $"7 (a) {Rest}";
        int end = line.IndexOf(" 35 0 3", StringComparison.Ordinal) + " 35 0 ".Length;
        for (int length = 0; length <= end; length++)
        {
            Assert.Throws<KernelFormatException>(() => Parse(line[..length]));
        }
    }

    [Theory]
    [InlineData(" 7475 ", " 74x5 ")]
    [InlineData(" 7475 ", " -1 ")]
    [InlineData(" 7475 ", " 99999999999999999999 ")]
    [InlineData(" 28956 28977", " 4000000000 28977")]
    [InlineData(" 35 ", " -1 ")]
    [InlineData(" 35 ", " 70000 ")]
    public void A_field_that_is_not_the_number_it_should_be_is_refused(string field, string garbage) =>
        Assert.Throws<KernelFormatException>(() => Parse($"7 (a) {Rest.Replace(field, garbage, StringComparison.Ordinal)}"));

    [Theory]
    [InlineData("", TaskMobility.Movable)]
    [InlineData("69238880", TaskMobility.KernelBound)]
    [InlineData("2129984", TaskMobility.KernelThread)]
    public void Flags_tell_what_may_be_moved(string flags, TaskMobility expected) =>
        Assert.Equal(expected, Parse($"7 (a) {Rest.Replace("4194304", flags.Length > 0 ? flags : "4194304", StringComparison.Ordinal)}").Mobility);

    [Fact]
    public void A_deadline_task_is_told_by_its_policy() =>
        Assert.Equal(TaskMobility.Deadline, Parse($"7 (a) {Rest.Replace(" 35 0 3", " 35 0 6", StringComparison.Ordinal)}").Mobility);

    [Theory]
    [InlineData("R", TaskState.Running)]
    [InlineData("t", TaskState.Traced)]
    [InlineData("I", TaskState.Idle)]
    [InlineData("Y", TaskState.Unknown)]
    [InlineData("RR", TaskState.Unknown)]
    public void The_state_is_one_letter(string letters, TaskState expected) =>
        Assert.Equal(expected, Parse($"7 (a) {letters}{Rest[1..]}").State);

    private static TaskStat Parse(string text) => TaskStat.Parse(Encoding.UTF8.GetBytes(text));
}
