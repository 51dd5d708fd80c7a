using Architecture.Tests.References;

namespace Architecture.Tests.Code;

/// <summary>Names, sizes and places of source files.</summary>
public sealed class SourceRuleTests
{
    /// <summary>Files over the limit, each with its own and why it is one file.</summary>
    private static readonly Dictionary<string, int> _longer = new(StringComparer.Ordinal)
    {
        // One terminal's life (turn, open, work, keep alive, close) under one lock of turns.
        ["src/Farol.Devices/Sessions/RouterSession.cs"] = 350,
    };

    [Fact]
    public void No_folder_is_a_drawer() => Assert.Empty(SourceRules.DrawerFolders(SourceTree.Folders));

    [Fact]
    public void No_type_is_a_drawer() => Assert.Empty(SourceTree.CSharp.SelectMany(f => SourceRules.DrawerTypes(f, SourceTree.Read(f))));

    [Fact]
    public void A_file_holds_one_type_and_is_called_like_it()
    {
        Assert.True(SourceTree.CSharp.Count() > 300, "the source files were not found");
        Assert.Empty(SourceTree.CSharp.SelectMany(f => SourceRules.OneTypeAFile(f, SourceTree.Read(f))));
    }

    [Fact]
    public void Files_are_short() => Assert.Empty(SourceTree.CSharp.SelectMany(f => SourceRules.TooLong(f, SourceTree.Read(f), Allowed(f))));

    [Fact]
    public void No_exception_outlives_its_reason() =>
        Assert.Empty(_longer.Keys.Where(f => !SourceTree.Files.Contains(f) || !SourceRules.TooLong(f, SourceTree.Read(f), SourceRules.MaxLines).Any()));

    [Fact]
    public void Unsafe_code_lives_in_Native_folders() =>
        Assert.Empty(SourceTree.CSharp.Where(f => f.StartsWith("src/", StringComparison.Ordinal)).SelectMany(f => SourceRules.StrayUnsafe(f, SourceTree.Read(f))));

    [Fact]
    public void Only_projects_with_a_Native_folder_allow_unsafe_code()
    {
        var without = SourceTree.Files.Where(f => f.StartsWith("src/", StringComparison.Ordinal) && f.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(f => new ProjectFile(SourceTree.Read(f)).AllowsUnsafe)
            .Where(f => !SourceTree.Folders.Any(d => d.StartsWith(Path.GetDirectoryName(f)!, StringComparison.Ordinal) && d.EndsWith("/Native", StringComparison.Ordinal)));

        Assert.Empty(without);
    }

    [Theory]
    [InlineData("src/Farol.Live/Helpers")]
    [InlineData("web/src/shared")]
    [InlineData("test/Common")]
    public void A_planted_folder_is_found(string folder) => Assert.Single(SourceRules.DrawerFolders([folder, "src/Farol.Live"]));

    [Theory]
    [InlineData("internal static class StringUtils\n{\n}\n")]
    [InlineData("public sealed class SessionManager(int limit)\n{\n}\n")]
    public void A_planted_type_is_found(string text) => Assert.Single(SourceRules.DrawerTypes("src/X.cs", text));

    [Theory]
    [InlineData("src/One.cs", "namespace A;\n\ninternal sealed class Two\n{\n}\n")]
    [InlineData("src/One.cs", "internal sealed class One\n{\n}\n\ninternal enum Two\n{\n}\n")]
    [InlineData("src/One.cs", "internal sealed class One;\ninternal delegate void Two(int x);\n")]
    [InlineData("src/One.cs", "public sealed record One(int X);\n\npublic readonly record struct Two(int Y);\n")]
    [InlineData("src/One.cs", "// nothing\n")]
    public void A_second_or_wrongly_named_type_is_found(string path, string text) => Assert.Single(SourceRules.OneTypeAFile(path, text));

    [Theory]
    [InlineData("src/One.cs", "namespace A;\n\ninternal sealed class One<T>(int x) : Base\n{\n    private sealed class Inner\n    {\n    }\n}\n")]
    [InlineData("src/One.Parts.cs", "public static partial class One\n{\n}\n")]
    [InlineData("src/Program.cs", "return await Run();\n")]
    public void A_file_in_order_is_left_alone(string path, string text) => Assert.Empty(SourceRules.OneTypeAFile(path, text));

    [Fact]
    public void A_planted_long_file_is_found()
    {
        Assert.Single(SourceRules.TooLong("src/X.cs", new string('\n', SourceRules.MaxLines + 1), SourceRules.MaxLines));
        Assert.Empty(SourceRules.TooLong("src/X.cs", new string('\n', SourceRules.MaxLines), SourceRules.MaxLines));
    }

    [Theory]
    [InlineData("    private unsafe void Fill(byte* to)")]
    [InlineData("        unsafe\n        {")]
    [InlineData("    [LibraryImport(\"libc\")]")]
    [InlineData("    [DllImport(\"libc\")]")]
    public void Planted_unsafe_code_is_found_outside_of_Native_and_only_there(string text)
    {
        Assert.Single(SourceRules.StrayUnsafe("src/Farol.Live/X.cs", text));
        Assert.Empty(SourceRules.StrayUnsafe("src/Farol.Live/Native/X.cs", text));
    }

    [Fact]
    public void A_comment_or_a_text_about_unsafe_code_is_no_unsafe_code() =>
        Assert.Empty(SourceRules.StrayUnsafe("src/X.cs", "// unsafe to retry\n    /// <summary>unsafe</summary>\n    Say(\"unsafe\");\n"));

    private static int Allowed(string path) => _longer.TryGetValue(path, out var own) ? own
        : path.StartsWith("test/", StringComparison.Ordinal) ? SourceRules.MaxTestLines
        : SourceRules.MaxLines;
}
