using System.Text;
using CoreTop.Fuzz;

namespace CoreTop.Tests.Fuzz;

/// <summary>A short run over every parser; docs/reliability.md has the long one.</summary>
public sealed class ParserFuzzTests
{
    private const int Inputs = 10_000;

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Kept_inputs_and_spoilt_ones_do_no_harm(string name)
    {
        FuzzTarget target = FuzzTargets.Find(name)!;

        FuzzReport report = new Fuzzer(target, SeedFolder.Read(target), seed: 36).Run(Inputs / target.Slowness);

        Assert.True(
            report.Failure is null, report.Failure is { } failure ? $"{failure.Why}\nInput: {Convert.ToHexString(failure.Input)}" : null);
        Assert.True(report.Ways > 1, "every input went the same way");
    }

    [Fact]
    public void Every_target_has_kept_inputs_and_every_folder_of_them_a_target()
    {
        Assert.All(FuzzTargets.All, target => Assert.NotEmpty(SeedFolder.Read(target)));
        Assert.Empty(SeedFolder.Names.Except(FuzzTargets.All.Select(target => target.Name)));
    }

    [Fact]
    public void A_fault_is_found_and_its_input_made_short()
    {
        FuzzReport report = Fuzz("0-3,8", input => input.IndexOf("65536"u8) >= 0 ? throw new OverflowException("too large") : 0);

        Assert.StartsWith("System.OverflowException: too large", report.Failure?.Why, StringComparison.Ordinal);
        Assert.Equal("65536", Encoding.UTF8.GetString(report.Failure!.Input));
    }

    [Fact]
    public void What_an_input_makes_the_program_allocate_is_bounded()
    {
        FuzzReport report = Fuzz("1", input => input.Contains((byte)'9') ? new byte[10_000_000].Length : 0);

        Assert.StartsWith("It allocates 10", report.Failure?.Why, StringComparison.Ordinal);
        Assert.Equal("9", Encoding.UTF8.GetString(report.Failure!.Input));
    }

    [Fact]
    public void An_input_without_end_is_named_and_left_behind()
    {
        using var never = new ManualResetEventSlim();
        var target = new FuzzTarget("hangs", string.Empty, input =>
        {
            if (input.Contains((byte)'9'))
            {
                never.Wait();
            }

            return 0;
        });

        // So long that no other input takes it on a busy machine.
        FuzzReport report = new Fuzzer(target, ["1"u8.ToArray()], seed: 36) { HangsAfter = TimeSpan.FromSeconds(5) }.Run(Inputs);
        never.Set();

        Assert.StartsWith("It hangs", report.Failure?.Why, StringComparison.Ordinal);
        Assert.Contains((byte)'9', report.Failure!.Input);
    }

    [Fact]
    public void The_same_seed_makes_the_same_inputs()
    {
        List<string> first = [], second = [];
        foreach (List<string> inputs in new[] { first, second })
        {
            Fuzz("0-3,8", input =>
            {
                inputs.Add(Convert.ToHexString(input));
                return input.Length;
            });
        }

        Assert.Equal(first, second);
        Assert.True(first.Distinct().Count() > Inputs / 2);
    }

    private static FuzzReport Fuzz(string seed, FuzzCheck check) =>
        new Fuzzer(new FuzzTarget("made-up", "- ,", check), [Encoding.UTF8.GetBytes(seed)], seed: 36).Run(Inputs);
}
