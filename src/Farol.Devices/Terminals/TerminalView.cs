namespace Farol.Devices.Terminals;

/// <summary>Which kind of view a prompt stands for.</summary>
public enum TerminalView
{
    /// <summary><c>&lt;H&gt;</c></summary>
    User,

    /// <summary><c>[H]</c>, <c>[~H]</c> or <c>[*H]</c>, or any view below it.</summary>
    Configuration,
}
