using CoreTop.Kernel;
using CoreTop.Kernel.Files;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel;

public sealed class RunnableCounterTests : IDisposable
{
    private readonly TempTree _tree = new();
    private readonly KernelFiles _files;
    private readonly RunnableCounter _counter;

    public RunnableCounterTests()
    {
        _files = new KernelFiles(_tree.Root);
        _counter = new RunnableCounter(_files);
    }

    public void Dispose()
    {
        _files.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void Looks_and_the_sample_itself_are_added_up_and_begin_anew_with_the_next_sample()
    {
        Load("4/200");
        _counter.Look();
        Load("8/200");
        _counter.Look();

        // This tree is no running machine, and no reader of it is listed, so the sample counts all.
        Assert.Equal(new RunnableLooks(Sum: 3 + 7 + 5, Count: 3, Last: 5), _counter.End(5, []));
        Assert.Equal(new RunnableLooks(2, 1, 2), _counter.End(2, []));
    }

    [Fact]
    public void Who_captured_a_machine_is_left_out_where_it_is_listed()
    {
        ProcessSample reader = Any.Process(name: "coretop");

        Assert.Equal(4, _counter.End(5, [reader])?.Last);
        Assert.Equal(5, _counter.End(5, [reader.WithFacts(facts => facts with { State = TaskState.Sleeping })])?.Last);
        Assert.Equal(0, _counter.End(0, [reader])?.Last);
        Assert.Equal(0, _counter.End(int.MinValue, [reader])?.Last);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0.10 0.20 0.30")]
    [InlineData("0.10 0.20 0.30 -2/200 1")]
    [InlineData("0.10 0.20 0.30 2 1")]
    [InlineData("0.10 0.20 0.30 x/200 1")]
    [InlineData("")]
    public void What_is_masked_or_reads_otherwise_counts_nothing(string? text)
    {
        if (text is not null)
        {
            _tree.With("proc/loadavg", text);
        }

        _counter.Look();
        _counter.Look();

        Assert.Null(_counter.End(running: null, []));
    }

    private void Load(string counts) => _tree.With("proc/loadavg", $"1.00 1.00 1.00 {counts} 4711");
}
