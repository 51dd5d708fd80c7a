using System.Globalization;
using System.Text;
using Farol.Store.Databases;

namespace Farol.Store.Tests.Databases;

/// <summary>
/// Not a test: <see cref="CrashTests"/> starts this program once more to run it as a process of its own, which writes
/// without end, and notes what was acknowledged, until it is killed.
/// </summary>
public sealed class CrashChild
{
    public const string FolderVariable = "FAROL_TEST_CRASH_FOLDER";
    public const string Acknowledged = "acknowledged";

    [Fact(Explicit = true)]
    public async Task Write_until_killed()
    {
        var token = TestContext.Current.CancellationToken;
        var folder = Environment.GetEnvironmentVariable(FolderVariable)!;
        await using var store = await StoreHost.StartAsync(Path.Combine(folder, "data"));
        await using var notes = new FileStream(
            Path.Combine(folder, Acknowledged), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        for (var number = 1; ; number += 4)
        {
            await Task.WhenAll(Enumerable.Range(number, 4).Select(n => store.State.ExecuteAsync(
                "INSERT INTO notes (id, text) VALUES (@n, @n || '')", new { n }, token)));
            await notes.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number + 3}\n")), token);
        }
    }
}
