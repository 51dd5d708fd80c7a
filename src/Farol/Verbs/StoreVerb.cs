using System.CommandLine;
using Farol.Configuration;
using Farol.Hosting;
using Farol.Settings;
using Farol.Store;
using Farol.Store.Archives;

namespace Farol.Verbs;

/// <summary><c>farol store backup|restore|migrate</c>: the state as a whole, in <c>state.db</c> or in PostgreSQL.</summary>
internal static class StoreVerb
{
    private static readonly Option<string?> _data = new("--data") { Description = "Where state is kept (default: FAROL_DATA or ./data)" };

    public static Command CreateCommand() => new("store", "Back up, put back or bring forward what is kept in state.db or PostgreSQL (FAROL_DATABASE_URL)")
    {
        Create("backup", "Write a copy as of now, also beside a program that runs", "A new file", BackUpAsync),
        Create("restore", "Put a copy back; nothing may run. A copy of either kind goes into either kind", "The copy", RestoreAsync),
        CreateMigrate(),
    };

    private static Command Create(string name, string description, string fileDescription, Func<IStateArchive, string, TextWriter, CancellationToken, Task> work)
    {
        var file = new Argument<string>("file") { Description = fileDescription };
        var command = new Command(name, description) { file, _data };
        command.SetAction((parsed, token) => RunAsync(parsed.GetValue(_data), (archive, output) => work(archive, parsed.GetValue(file)!, output, token), Console.Out, Console.Error));
        return command;
    }

    private static Command CreateMigrate()
    {
        var command = new Command("migrate", "Bring the schema up to date, as a start does, and say which steps that took") { _data };
        command.SetAction((parsed, token) => RunAsync(parsed.GetValue(_data), (archive, output) => MigrateAsync(archive, output, token), Console.Out, Console.Error));
        return command;
    }

    private static async Task BackUpAsync(IStateArchive archive, string file, TextWriter output, CancellationToken cancellationToken)
    {
        var report = await archive.BackUpAsync(file, cancellationToken);
        await output.WriteLineAsync($"{report.Place} -> {file}: {report.RowCount} rows in {report.Rows.Count} tables, {new FileInfo(file).Length} bytes");
        await output.WriteLineAsync("Sealed values in it (passwords of routers, private keys, the audit's chain) open with secret.key of the data folder only: keep that too, elsewhere.");
    }

    private static async Task RestoreAsync(IStateArchive archive, string file, TextWriter output, CancellationToken cancellationToken)
    {
        var report = await archive.RestoreAsync(file, cancellationToken);
        foreach (var (table, count) in report.Rows)
        {
            await output.WriteLineAsync($"{count,10} {table}");
        }

        await output.WriteLineAsync($"{file} -> {report.Place}: {report.RowCount} rows in {report.Rows.Count} tables. The next start needs the secret.key that belongs to it in the data folder.");
    }

    private static async Task MigrateAsync(IStateArchive archive, TextWriter output, CancellationToken cancellationToken)
    {
        var steps = await archive.MigrateAsync(cancellationToken);
        foreach (var step in steps)
        {
            await output.WriteLineAsync(step);
        }

        await output.WriteLineAsync(steps.Count == 0 ? "The schema is up to date." : $"{steps.Count} steps applied.");
    }

    /// <returns>0 when it is done; 1 with the reason on <paramref name="error"/>.</returns>
    private static async Task<int> RunAsync(string? dataFolder, Func<IStateArchive, TextWriter, Task> work, TextWriter output, TextWriter error)
    {
        try
        {
            var settings = SettingsLoader.Load(new RunOptions { DataFolder = dataFolder }, Environment.GetEnvironmentVariable, Environment.CurrentDirectory);
            await using var services = new ServiceCollection().AddLogging().AddStore(settings.Store).AddProgramSchema(settings).BuildServiceProvider();
            await work(services.GetRequiredService<IStateArchive>(), output);
            return 0;
        }
        catch (ConfigurationException wrong)
        {
            await error.WriteLineAsync("farol: " + string.Join(Environment.NewLine, wrong.Errors));
        }
        catch (StoreException failure)
        {
            await error.WriteLineAsync("farol: " + failure.Message);
        }

        return 1;
    }
}
