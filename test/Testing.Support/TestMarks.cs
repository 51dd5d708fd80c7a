namespace Testing.Support;

/// <summary>
/// The marks that decide when a test runs. Use as <c>[Trait(TestMarks.Duration, TestMarks.Long)]</c>:
/// a test of more than 30 s runs only with <c>./farol test --long</c>.
/// </summary>
public static class TestMarks
{
    public const string Duration = "Duration";

    public const string Long = "Long";
}
