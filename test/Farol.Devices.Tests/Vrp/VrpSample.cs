using Testing.Support;

namespace Farol.Devices.Tests.Vrp;

/// <summary>Router outputs kept as files beside the tests.</summary>
internal static class VrpSample
{
    public static string Path(string name) => RepositoryRoot.File("test", "Farol.Devices.Tests", "Vrp", "Samples", name);

    /// <param name="name">"display-access-user/bng01-ne8k-username.txt".</param>
    public static string Read(string name) => File.ReadAllText(Path(name));

    /// <param name="list">A file of lines "sample, tab, command".</param>
    public static TheoryData<string, string> Commands(string list)
    {
        var data = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path(list)))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            data.Add(line[..tab], line[(tab + 1)..]);
        }

        return data;
    }
}
