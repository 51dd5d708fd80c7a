using Xunit.Sdk;

namespace Testing.Support;

/// <summary>
/// Compares a text with a file that a person has read. With the environment variable FAROL_REWRITE_SNAPSHOTS=1 the file is written instead:
/// read the difference before committing it.
/// </summary>
public static class Snapshot
{
    /// <param name="file">Full path in the source tree, not among the build outputs.</param>
    /// <param name="actual">What the code made.</param>
    public static void Match(string file, string actual)
    {
        var text = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("FAROL_REWRITE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, text);
            return;
        }

        if (!File.Exists(file))
        {
            throw new XunitException($"No {file}; run once with FAROL_REWRITE_SNAPSHOTS=1 and read what it writes");
        }

        Xunit.Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }
}
