namespace Functional.Tests.Script;

/// <summary><c>./farol test</c>: what it counts, and that nothing that went wrong looks right.</summary>
public sealed class ScriptTestVerbTests : IDisposable
{
    private readonly ScriptCheckout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public async Task The_last_line_is_the_sum()
    {
        _checkout.TestProgram("A.Tests", passed: 3);
        _checkout.TestProgram("B.Tests", passed: 40);

        var result = await _checkout.RunAsync("test");

        Assert.Equal("43 passed, 0 failed", result.LastLine);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("build", Assert.Single(_checkout.Calls, c => c.Contains("Farol.slnx", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skipped_tests_are_named_only_when_there_are_some()
    {
        _checkout.TestProgram("A.Tests", passed: 3, skipped: 2);

        Assert.Equal("3 passed, 0 failed, 2 skipped", (await _checkout.RunAsync("test")).LastLine);
    }

    [Fact]
    public async Task A_failed_test_fails_the_run_and_shows_its_log()
    {
        _checkout.TestProgram("A.Tests", "echo 'failed Some.Test'; printf '  total: 2\\n  failed: 1\\n  succeeded: 1\\n  skipped: 0\\n'; exit 2");

        var result = await _checkout.RunAsync("test");

        Assert.Equal("1 passed, 1 failed", result.LastLine);
        Assert.Contains("failed Some.Test", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task A_test_that_passes_when_run_again_alone_is_named_and_counts_as_passed()
    {
        _checkout.TestProgram("A.Tests", """
            echo "A.Tests $*" >> "$CALLS"
            case "$*" in *--filter-method*) printf '  total: 2\n  failed: 0\n  succeeded: 2\n  skipped: 0\n'; exit 0 ;; esac
            printf 'failed Some.Test.Waits(seconds: 1) (8ms)\n  late\nfailed Some.Test.Waits(seconds: 2) (9ms)\n  late\n'
            printf '  total: 9\n  failed: 2\n  succeeded: 7\n  skipped: 0\n'
            exit 2
            """);

        var result = await _checkout.RunAsync("test");

        Assert.Equal("9 passed, 0 failed", result.LastLine);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("A.Tests: Some.Test.Waits failed and passed when run again", result.Output, StringComparison.Ordinal);
        Assert.Contains("  late", result.Output, StringComparison.Ordinal);
        Assert.Contains("A.Tests --no-progress --filter-method Some.Test.Waits", _checkout.Calls);
    }

    [Theory]
    [InlineData("test")]
    [InlineData("test", "--once")]
    public async Task A_test_that_fails_again_or_has_one_try_has_failed(params string[] arguments)
    {
        _checkout.TestProgram("A.Tests", "echo \"A.Tests $*\" >> \"$CALLS\"; echo 'failed Some.Test.Waits (8ms)'; printf '  total: 2\n  failed: 1\n  succeeded: 1\n  skipped: 0\n'; exit 2");

        var result = await _checkout.RunAsync(arguments);

        Assert.Equal("1 passed, 1 failed", result.LastLine);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(arguments.Length == 1, _checkout.Calls.Contains("A.Tests --no-progress --filter-method Some.Test.Waits"));
    }

    [Fact]
    public async Task Many_failures_are_no_accident_and_are_not_run_again()
    {
        _checkout.TestProgram("A.Tests", """
            case "$*" in *--filter-method*) printf '  total: 6\n  failed: 0\n  succeeded: 6\n  skipped: 0\n'; exit 0 ;; esac
            for n in 1 2 3 4 5 6; do echo "failed Some.Test.Number$n (1ms)"; done
            printf '  total: 6\n  failed: 6\n  succeeded: 0\n  skipped: 0\n'
            exit 2
            """);

        Assert.Equal("0 passed, 6 failed", (await _checkout.RunAsync("test")).LastLine);
    }

    [Theory]
    [InlineData("echo boom; kill -SEGV $$")]
    [InlineData("echo boom; exit 134")]
    [InlineData("echo boom")]
    [InlineData("echo boom; printf '  total: 5\\n  failed: 0\\n  succeeded: 5\\n  skipped: 0\\n'; exit 139")]
    public async Task A_program_that_dies_or_says_nothing_is_a_failure(string lines)
    {
        _checkout.TestProgram("A.Tests", passed: 1);
        _checkout.TestProgram("B.Tests", lines);

        var result = await _checkout.RunAsync("test");

        Assert.EndsWith(" passed, 1 failed", result.LastLine, StringComparison.Ordinal);
        Assert.Contains("boom", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task What_keeps_state_runs_on_PostgreSQL_too()
    {
        _checkout.TestProgram("Farol.Control.Tests", "echo \"control ${FAROL_TEST_DATABASE:-sqlite}\" >> \"$CALLS\"; printf '  total: 2\n  failed: 0\n  succeeded: 2\n  skipped: 0\n'");

        var result = await _checkout.RunAsync("test");

        Assert.Equal("4 passed, 0 failed", result.LastLine);
        Assert.Contains("Farol.Control.Tests, postgres 2 passed, 0 failed", result.Output, StringComparison.Ordinal);
        Assert.Contains("control sqlite", _checkout.Calls);
        Assert.Contains("control postgres", _checkout.Calls);
    }

    [Fact]
    public async Task Two_programs_run_at_a_time()
    {
        _checkout.Tool("nproc", "echo 2");
        foreach (var (project, other) in new[] { ("A.Tests", "B.Tests"), ("B.Tests", "A.Tests") })
        {
            _checkout.TestProgram(project, $"""
                echo "{project} runs" >> "$CALLS"
                tries=0
                until grep -q "{other} runs" "$CALLS" || [ $tries = 300 ]; do tries=$((tries + 1)); /bin/sleep 0.1; done
                ! grep -q "{other} runs" "$CALLS" || grep -q "{other} ends" "$CALLS" || echo together >> "$CALLS"
                echo "{project} ends" >> "$CALLS"
                printf '  total: 1\n  failed: 0\n  succeeded: 1\n  skipped: 0\n'
                """);
        }

        Assert.Equal("2 passed, 0 failed", (await _checkout.RunAsync("test")).LastLine);
        Assert.Contains("together", _checkout.Calls);
    }

    [Fact]
    public async Task A_program_that_was_not_built_is_a_failure()
    {
        Directory.CreateDirectory(Path.Combine(_checkout.Root, "test", "A.Tests"));

        var result = await _checkout.RunAsync("test");

        Assert.Equal("0 passed, 1 failed", result.LastLine);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task A_program_that_hangs_is_stopped_and_counts_as_failed()
    {
        _checkout.Tool("timeout", "echo \"$*\" >> \"$CALLS\"; exit 124");
        _checkout.TestProgram("A.Tests", passed: 1);

        var result = await _checkout.RunAsync("test");

        Assert.Equal("0 passed, 1 failed", result.LastLine);
        Assert.Contains("A.Tests was stopped after 20m", result.Output, StringComparison.Ordinal);
        Assert.Contains(_checkout.Calls, c => c.Contains("20m", StringComparison.Ordinal) && c.Contains("A.Tests", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_filter_chooses_projects_by_name_and_tests_of_the_others_by_theirs()
    {
        _checkout.TestProgram("Farol.Devices.Tests", passed: 2);
        _checkout.TestProgram("Functional.Tests", passed: 1);

        await _checkout.RunAsync("test", "Devices");

        Assert.Contains("Farol.Devices.Tests --no-progress --ignore-exit-code 8 --filter-not-trait Duration=Long", _checkout.Calls);
        Assert.Contains("Functional.Tests --no-progress --ignore-exit-code 8 --filter-not-trait Duration=Long --filter-method *Devices*", _checkout.Calls);
    }

    [Fact]
    public async Task Long_tests_run_when_asked_for_and_their_result_is_written_down()
    {
        _checkout.TestProgram("A.Tests", passed: 7, skipped: 1);

        var result = await _checkout.RunAsync("test", "--long");

        Assert.Equal("7 passed, 0 failed, 1 skipped", result.LastLine);
        Assert.Contains("A.Tests --no-progress --ignore-exit-code 8", _checkout.Calls);
        Assert.Contains("7 passed, 0 failed, 1 skipped", File.ReadAllText(Path.Combine(_checkout.Root, "test", "long-results.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_matches_nothing_is_no_success()
    {
        _checkout.TestProgram("A.Tests", passed: 0);

        var result = await _checkout.RunAsync("test", "Tpyo");

        Assert.Equal("0 passed, 0 failed", result.LastLine);
        Assert.Contains("no test matches \"Tpyo\"", result.Errors, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Theory]
    [InlineData("--lnog")]
    [InlineData("A", "B")]
    public async Task Arguments_that_make_no_sense_are_refused_before_anything_is_built(params string[] arguments)
    {
        var result = await _checkout.RunAsync(["test", .. arguments]);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(_checkout.Calls);
    }

    [Fact]
    public async Task The_consoles_tests_count_too()
    {
        File.WriteAllText(Path.Combine(_checkout.Root, "web", "package.json"), "{}");
        File.WriteAllText(Path.Combine(_checkout.Root, "web", "package-lock.json"), "{}");
        _checkout.TestProgram("A.Tests", passed: 1);
        _checkout.Tool("npm", """
            echo "npm $*" >> "$CALLS"
            [ "$1" = test ] || exit 0
            printf ' Test Files  1 failed | 2 passed (3)\n      Tests  1 failed | 5 passed | 2 skipped (8)\n'
            exit 1
            """);

        var result = await _checkout.RunAsync("test");

        Assert.Equal("6 passed, 1 failed, 2 skipped", result.LastLine);
        Assert.Contains(_checkout.Calls, c => c.StartsWith("npm ci", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_build_that_fails_runs_no_test()
    {
        _checkout.TestProgram("A.Tests", passed: 1);
        _checkout.Tool("dotnet", "exit 1");

        var result = await _checkout.RunAsync("test");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("the build failed", result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }
}
