using System.Text.RegularExpressions;
using Functional.Tests.Running;
using Testing.Support;

namespace EndToEnd.Tests.Console;

/// <summary>The program in a folder of its own with a console of another build: the same code under another name.</summary>
internal static partial class OtherBuild
{
    /// <returns>The program's path, and the address of its console's code.</returns>
    public static (string Program, string Entry) Make(TemporaryFolder folder)
    {
        var original = new DirectoryInfo(Path.GetDirectoryName(FarolProcess.ProgramPath)!);
        Copy(original, Directory.CreateDirectory(folder.File("other-build")));
        var console = folder.File(Path.Combine("other-build", "console"));
        var page = File.ReadAllText(Path.Combine(console, "index.html"));
        var entry = Entry().Match(page).Groups[1].Value;
        var renamed = entry.Replace(".js", "-2.js", StringComparison.Ordinal);
        File.Copy(Path.Combine(console, entry.TrimStart('/')), Path.Combine(console, renamed.TrimStart('/')));
        foreach (var file in Directory.GetFiles(console, "*.html", SearchOption.AllDirectories))
        {
            File.WriteAllText(file, File.ReadAllText(file).Replace(entry, renamed, StringComparison.Ordinal));
            File.Delete(file + ".br");
            File.Delete(file + ".gz");
        }

        return (folder.File(Path.Combine("other-build", "farol")), renamed);
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }

        foreach (var inner in from.EnumerateDirectories())
        {
            Copy(inner, to.CreateSubdirectory(inner.Name));
        }
    }

    [GeneratedRegex("""<script[^>]*data-code="([^"]+)""")]
    private static partial Regex Entry();
}
