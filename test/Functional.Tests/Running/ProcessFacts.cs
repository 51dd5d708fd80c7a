using System.Globalization;
using System.Runtime.InteropServices;

namespace Functional.Tests.Running;

/// <summary>What the kernel says of a process, and signals to it.</summary>
internal static partial class ProcessFacts
{
    public const int HangUp = 1;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    public static IReadOnlyList<int> Children(int process) =>
    [
        .. Directory.GetDirectories($"/proc/{process}/task")
            .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
    ];

    public static IReadOnlyList<string> Arguments(int process) => File.ReadAllText($"/proc/{process}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The files that are mapped into its memory, without their folders.</summary>
    public static IReadOnlySet<string> Libraries(int process) =>
        File.ReadLines($"/proc/{process}/maps").Where(l => l.Contains('/', StringComparison.Ordinal)).Select(l => Path.GetFileName(l)).ToHashSet(StringComparer.Ordinal);

    public static int Threads(int process) => Directory.GetDirectories($"/proc/{process}/task").Length;

    /// <summary>
    /// Open files, sockets and pipes, by what they lead to, without the numbers of sockets; not what the program keeps once it needed it: its own
    /// code, and connections to its databases, as many as were used at once.
    /// </summary>
    public static IReadOnlyList<string> Descriptors(int process) =>
    [
        .. new DirectoryInfo($"/proc/{process}/fd").EnumerateFileSystemInfos()
            .Select(d => d.LinkTarget?.Split('[')[0]).OfType<string>().Where(target => !IsKept(target)).Order(StringComparer.Ordinal),
    ];

    private static bool IsKept(string target) =>
        target.EndsWith(".dll", StringComparison.Ordinal) || target.EndsWith(".db", StringComparison.Ordinal) || target.Contains(".db-", StringComparison.Ordinal);

    public static bool IsAlive(int process) => Directory.Exists($"/proc/{process}") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z", StringComparison.Ordinal);

    public static void Send(int process, int signal) => Assert.Equal(0, SendSignal(process, signal));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
