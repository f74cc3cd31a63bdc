using System.Buffers.Text;
using System.Collections.Frozen;
using System.Text;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Proc;

/// <summary>
/// What <c>/proc/[pid]/environ</c> says of the job that a program belongs to: the variables that batch systems and launchers of ranks set.
/// Nothing else of the environment leaves this parser.
/// </summary>
internal static class JobEnvironment
{
    private const int LongestValue = 64;

    // Variables that say nothing themselves: others mean a rank or a job only beside them.
    private const string StepOfSlurm = "SLURM_STEP_ID", FormerStepOfSlurm = "SLURM_STEPID", GridEngine = "SGE_TASK_ID", Torchrun = "TORCHELASTIC_RUN_ID";

    // The nearest launcher first: what mpirun starts within a job of Slurm inherits the number that Slurm gave to mpirun. A batch script has
    // SLURM_PROCID too, which is 0 and no rank. RANK and JOB_ID are words that anybody may use.
    private static readonly (string Name, string? Beside, string? OrBeside)[] Ranks =
    [
        ("OMPI_COMM_WORLD_RANK", null, null), ("PMIX_RANK", null, null), ("PMI_RANK", null, null), ("MV2_COMM_WORLD_RANK", null, null),
        ("SLURM_PROCID", StepOfSlurm, FormerStepOfSlurm), ("RANK", Torchrun, null),
    ];

    private static readonly (string Name, string? Beside, string? OrBeside)[] Jobs =
    [
        ("SLURM_JOB_ID", null, null), ("SLURM_JOBID", null, null), ("PBS_JOBID", null, null), ("LSB_JOBID", null, null), ("JOB_ID", GridEngine, null),
    ];

    private static readonly string[] Known =
        [.. Ranks.Concat(Jobs).Select(variable => variable.Name), StepOfSlurm, FormerStepOfSlurm, GridEngine, Torchrun];

    private static readonly FrozenSet<string> Names = Known.ToFrozenSet();

    /// <summary>The variable says something of a job.</summary>
    public static bool IsKept(string name) => Names.Contains(name);

    /// <summary>What the environment says; <see cref="JobVariables.None"/> where it says nothing.</summary>
    public static JobVariables Parse(ReadOnlySpan<byte> text)
    {
        Span<Range> values = stackalloc Range[Known.Length];
        bool isAny = false;
        foreach (Range range in text.Split((byte)0))
        {
            ReadOnlySpan<byte> entry = text[range];
            int equals = entry.IndexOf((byte)'=');
            int index = equals > 0 ? IndexOf(entry[..equals]) : -1;
            if (index >= 0 && entry.Length - equals - 1 is > 0 and <= LongestValue && values[index].Equals(default))
            {
                int start = range.GetOffsetAndLength(text.Length).Offset;
                values[index] = (start + equals + 1)..(start + entry.Length);
                isAny = true;
            }
        }

        return isAny ? Of(text, values) : JobVariables.None;
    }

    private static JobVariables Of(ReadOnlySpan<byte> text, ReadOnlySpan<Range> values)
    {
        int? rank = null;
        string? job = null;
        for (int i = 0; i < Ranks.Length && rank is null; i++)
        {
            ReadOnlySpan<byte> value = Value(text, values, Ranks[i]);
            rank = Utf8Parser.TryParse(value, out int number, out int length) && length == value.Length && number >= 0 ? number : null;
        }

        for (int i = 0; i < Jobs.Length && job is null; i++)
        {
            ReadOnlySpan<char> number = JobNumber.In(Encoding.UTF8.GetString(Value(text, values, Jobs[i])));
            job = number.IsEmpty ? null : number.ToString();
        }

        return rank is null && job is null ? JobVariables.None : new JobVariables(rank, job);
    }

    private static ReadOnlySpan<byte> Value(
        ReadOnlySpan<byte> text, ReadOnlySpan<Range> values, (string Name, string? Beside, string? OrBeside) variable)
    {
        bool counts = variable.Beside is null || Has(variable.Beside, values) || (variable.OrBeside is { } other && Has(other, values));
        return counts ? text[values[Array.IndexOf(Known, variable.Name)]] : default;
    }

    private static bool Has(string name, ReadOnlySpan<Range> values) => !values[Array.IndexOf(Known, name)].Equals(default);

    private static int IndexOf(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < Known.Length; i++)
        {
            if (Ascii.Equals(name, Known[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
