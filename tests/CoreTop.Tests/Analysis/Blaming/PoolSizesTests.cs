using CoreTop.Analysis.Blaming;
using CoreTop.Model.Causes;

namespace CoreTop.Tests.Analysis.Blaming;

public sealed class PoolSizesTests : CauseScene
{
    [Theory]
    [InlineData("OMP_NUM_THREADS=1", "OMP_NUM_THREADS=1 is set.")]
    [InlineData("RAYON_NUM_THREADS=1 OMP_NUM_THREADS=2 GOMAXPROCS=4", "OMP_NUM_THREADS=2, RAYON_NUM_THREADS=1 and GOMAXPROCS=4 are set.")]
    [InlineData("OMP_PROC_BIND=close", "No variable sets how many threads it uses.")]
    public void What_is_set_is_named(string settings, string sentence)
    {
        Process(Worker, Parent, "solver", environment: settings.Split(' '));

        Assert.Equal(sentence, PoolSizes.Sentence(Read[Worker]));
    }

    [Fact]
    public void Java_is_told_on_its_command_line()
    {
        Process(Worker, Parent, "java", arguments: ["java", "-XX:ActiveProcessorCount=1", "-jar", "x.jar"]);

        Assert.Equal("-XX:ActiveProcessorCount=1 is set.", PoolSizes.Sentence(Read[Worker]));
    }

    [Fact]
    public void What_cannot_be_read_is_said()
    {
        Process(Worker, Parent, "solver", access: EvidenceAccess.Denied);

        Assert.EndsWith("run as root or its user to learn more.", PoolSizes.Sentence(Read[Worker]), StringComparison.Ordinal);
    }
}
