using System.Diagnostics;
using Farol.Link.Protocol;
using Testing.Support;

namespace Farol.Link.Tests.Protocol;

/// <summary>The generated code that is committed is that of the messages beside it.</summary>
public sealed class GeneratedCodeTests
{
    private const string Compiler = "/usr/bin/protoc";

    [Fact]
    public async Task The_code_is_what_the_compiler_makes_of_the_messages()
    {
        Assert.SkipUnless(File.Exists(Compiler), "protobuf-compiler is not installed; CI has it");
        using var folder = new TemporaryFolder();
        var sources = RepositoryRoot.File("src", "Farol.Link", "Protocol");
        using var compiler = Process.Start(Compiler, ["--csharp_out=" + folder.Path, "--csharp_opt=file_extension=.g.cs", "-I", sources, "link.proto"]);
        await compiler.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, compiler.ExitCode);
        var made = await File.ReadAllTextAsync(folder.File("Link.g.cs"), TestContext.Current.CancellationToken);
        var committed = await File.ReadAllTextAsync(Path.Combine(sources, "Link.g.cs"), TestContext.Current.CancellationToken);
        Assert.True(made == committed, "link.proto and Link.g.cs differ: cd src/Farol.Link/Protocol && protoc --csharp_out=. --csharp_opt=file_extension=.g.cs link.proto");
    }

    /// <summary>Numbers are never used again: two ends of different age would read one field as the other.</summary>
    [Fact]
    public void Every_message_of_the_envelope_keeps_its_number()
    {
        var numbers = Envelope.Descriptor.Fields.InFieldNumberOrder().ToDictionary(f => f.Name, f => f.FieldNumber);
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["hello"] = 1,
                ["welcome"] = 2,
                ["goodbye"] = 3,
                ["heartbeat"] = 4,
                ["snapshot"] = 10,
                ["change"] = 11,
                ["applied"] = 12,
                ["refused"] = 13,
                ["wanted"] = 14,
                ["command"] = 15,
                ["route_question"] = 16,
                ["route_answer"] = 17,
                ["counters"] = 20,
                ["event"] = 21,
                ["metering"] = 22,
                ["stored"] = 23,
                ["metrics_wanted"] = 24,
                ["metrics_text"] = 25,
                ["requests_wanted"] = 26,
                ["request_lines"] = 27,
                ["quota_request"] = 30,
                ["quota_lease"] = 31,
                ["authority_wanted"] = 40,
                ["authority_shown"] = 41,
                ["join_request"] = 42,
                ["certificate_wanted"] = 43,
                ["certificate_issued"] = 44,
            },
            numbers);
    }
}
