using CoreTop.Kernel.Bpf;
using CoreTop.Kernel.Proc;

namespace CoreTop.Tests.Kernel.Bpf;

public sealed class BtfTests
{
    private static readonly byte[] Kernel = BtfBuilder.Kernel().ToBytes();

    [Theory]
    [InlineData("__state", 24, 4)]
    [InlineData("se.sum_exec_runtime", 104, 8)]
    [InlineData("sched_info.run_delay", 136, 8)]
    [InlineData("tgid", 204, 4)]
    [InlineData("cpus_mask", 256, 1024)]
    [InlineData("cpus_mask.bits[3]", 280, 8)]
    public void A_member_is_found_by_its_path_also_in_structs_without_a_name(string path, int offset, int bytes)
    {
        BtfField field = Field(Kernel, "task_struct", path);

        Assert.Equal((offset, bytes), (field.Offset, field.Bytes));
    }

    [Fact]
    public void An_array_at_the_end_of_a_struct_has_as_many_entries_as_are_asked_for() =>
        Assert.Equal(96 + (5 * 16), Field(Kernel, "pid", "numbers[5].nr").Offset);

    [Theory]
    [InlineData("nothing", "This kernel has no nothing in task_struct.")]
    [InlineData("se.nothing", "This kernel has no se.nothing in task_struct.")]
    [InlineData("pid.nothing", "This kernel has no pid.nothing in task_struct.")]
    [InlineData("cpus_mask.bits[128]", "This kernel has no cpus_mask.bits[128] in task_struct.")]
    public void What_this_kernel_does_not_have_is_named(string path, string message) =>
        Assert.Equal(message, Assert.Throws<KernelFormatException>(() => Field(Kernel, "task_struct", path)).Message);

    [Fact]
    public void A_type_of_the_name_and_another_kind_does_not_count() =>
        Assert.Equal("This kernel has no task_struct.", Assert.Throws<KernelFormatException>(() => Find(Kernel, "task_struct", BtfKind.Union)).Message);

    [Fact]
    public void What_a_pointer_points_at_is_found() => Assert.Equal("pid", Pointed("thread_pid"));

    [Fact]
    public void A_member_that_is_no_pointer_points_nowhere() => Assert.Throws<KernelFormatException>(() => Pointed("nvcsw"));

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 5)]
    [InlineData(4, 0)]
    public void A_bit_field_is_refused(int bitOffset, int bits)
    {
        var types = new BtfBuilder();
        int integer = types.Integer("unsigned int", 4);
        types.BitStruct("task_struct", 8, ("first", integer, 32, 0), ("jobctl", integer, bitOffset, bits));

        Assert.Equal(4, Field(types.ToBytes(), "task_struct", "first").Offset);
        Assert.Equal(
            "jobctl is a bit field on this kernel.",
            Assert.Throws<KernelFormatException>(() => Field(types.ToBytes(), "task_struct", "jobctl")).Message);
    }

    [Fact]
    public void An_integer_of_a_few_bits_is_refused_too()
    {
        var types = new BtfBuilder();
        types.Struct("task_struct", 8, ("jobctl", types.Add("int", BtfKind.Integer, 0, 4, 3), 0));

        Assert.Throws<KernelFormatException>(() => Field(types.ToBytes(), "task_struct", "jobctl"));
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused_with_a_sentence()
    {
        for (int length = 0; length < Kernel.Length; length++)
        {
            byte[] cut = Kernel[..length];

            Assert.EndsWith(".", Assert.Throws<KernelFormatException>(() => Find(cut, "task_struct", BtfKind.Struct)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_kind_that_a_later_kernel_may_have_is_refused()
    {
        BtfBuilder types = BtfBuilder.Kernel();
        types.Add("new", (BtfKind)20, 0, 0);

        Assert.Equal(
            "It has types of a kind that is not known.",
            Assert.Throws<KernelFormatException>(() => Find(types.ToBytes(), "task_struct", BtfKind.Struct)).Message);
    }

    [Fact]
    public void Structs_that_hold_each_other_end()
    {
        var types = new BtfBuilder();
        int first = types.Next;
        types.Struct("task_struct", 8, [.. Enumerable.Repeat((string.Empty, first + 1, 0), 40)]);
        types.Struct(string.Empty, 8, [.. Enumerable.Repeat((string.Empty, first, 0), 40)]);

        Assert.Equal("Structs in it hold each other.", Assert.Throws<KernelFormatException>(() => Field(types.ToBytes(), "task_struct", "pid")).Message);
    }

    [Fact]
    public void Names_that_stand_for_each_other_end()
    {
        var types = new BtfBuilder();
        int first = types.Next;
        types.Typedef("a", first + 1);
        types.Typedef("b", first);
        types.Struct("task_struct", 8, ("pid", first, 0));

        Assert.Throws<KernelFormatException>(() => Field(types.ToBytes(), "task_struct", "pid"));
    }

    [Fact]
    public void A_type_that_is_not_there_is_refused()
    {
        var types = new BtfBuilder();
        types.Struct("task_struct", 8, ("pid", 700, 0));

        Assert.Throws<KernelFormatException>(() => Field(types.ToBytes(), "task_struct", "pid"));
    }

    [Fact]
    public void The_fuzzer_begins_with_the_same_types()
    {
        string path = Path.Combine(ExpectedText.Repository, "tests", "Fixtures", "seeds", "btf", "small");
        if (!File.Exists(path) || !Kernel.AsSpan().SequenceEqual(File.ReadAllBytes(path)))
        {
            File.WriteAllBytes(path + ".received", Kernel);
            Assert.Fail($"{path} is not what BtfBuilder makes: see {path}.received");
        }
    }

    private static int Find(byte[] file, string name, BtfKind kind) => Btf.Parse(file).Find(name, kind);

    private static BtfField Field(byte[] file, string type, string path)
    {
        var types = Btf.Parse(file);
        return types.Field(types.Find(type, BtfKind.Struct), path);
    }

    private static string Pointed(string path)
    {
        var types = Btf.Parse(Kernel);
        int pid = types.Find("pid", BtfKind.Struct);
        return types.PointedAt(types.Field(types.Find("task_struct", BtfKind.Struct), path)) == pid ? "pid" : "something else";
    }
}
