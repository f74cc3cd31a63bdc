using System.Globalization;

namespace CoreTop.Fuzz;

/// <summary>The command: gives every target its inputs, keeps what fails, and prints a table.</summary>
internal static class FuzzProgram
{
    private const string Usage = "usage: [--inputs N] [--target NAME] [--seed S] [--try FILE] [--list]";
    private const long UsualInputs = 100_000;

    /// <summary>Runs it.</summary>
    /// <param name="words">See the usage.</param>
    /// <param name="culture">How numbers are read and printed.</param>
    /// <returns>0; 1 when something failed, 2 for bad usage.</returns>
    public static int Run(IReadOnlyList<string> words, CultureInfo culture)
    {
        long inputs = UsualInputs;
        int seed = 36;
        string? name = null, file = null;
        for (int i = 0; i < words.Count; i++)
        {
            string? value = i + 1 < words.Count ? words[i + 1] : null;
            bool isGood = words[i] switch
            {
                "--inputs" => long.TryParse(value, NumberStyles.None, culture, out inputs),
                "--seed" => int.TryParse(value, NumberStyles.None, culture, out seed),
                "--target" => (name = value) is not null && FuzzTargets.Find(value!) is not null,
                "--try" => (file = value) is not null,
                _ => words[i] == "--list",
            };
            if (!isGood)
            {
                Console.Error.WriteLine(Usage);
                return 2;
            }

            if (words[i] == "--list")
            {
                Console.WriteLine(string.Join('\n', FuzzTargets.All.Select(target => target.Name)));
                return 0;
            }

            i++;
        }

        FuzzTarget[] targets = [.. FuzzTargets.All.Where(target => name is null || target.Name == name)];
        return file is not null ? TryFile(targets, file) : RunAll(targets, inputs, seed, culture);
    }

    private static int TryFile(FuzzTarget[] targets, string file)
    {
        byte[] input = File.ReadAllBytes(file);
        int failed = 0;
        foreach (FuzzTarget target in targets)
        {
            string? why = new Fuzzer(target, [input], seed: 0).Try(input);
            failed += why is null ? 0 : 1;
            Console.WriteLine($"{target.Name}: {why ?? "sound"}");
        }

        return failed > 0 ? 1 : 0;
    }

    private static int RunAll(FuzzTarget[] targets, long inputs, int seed, CultureInfo culture)
    {
        Console.WriteLine(string.Create(culture, $"random seed {seed}"));
        Console.WriteLine($"{"target",-18} {"inputs",12} {"ways",6} {"seconds",8}");
        long all = 0;
        int failed = 0;
        foreach (FuzzTarget target in targets)
        {
            FuzzReport report = new Fuzzer(target, SeedFolder.Read(target), seed).Run(Math.Max(1, inputs / target.Slowness));
            all += report.Inputs;
            Console.WriteLine(string.Create(
                culture, $"{report.Target,-18} {report.Inputs,12:N0} {report.Ways,6} {report.Elapsed.TotalSeconds,8:F1}"));
            if (report.Failure is { } failure)
            {
                failed++;
                Console.WriteLine($"FAILED: {failure.Why}\nkept: {SeedFolder.Keep(target, failure.Input)}");
            }
        }

        Console.WriteLine(string.Create(culture, $"{all:N0} inputs, {targets.Length} targets, {failed} failed"));
        return failed > 0 ? 1 : 0;
    }
}
